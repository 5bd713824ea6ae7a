package graft.study;

import graft.study.Study.Filter;
import graft.study.Study.Pattern;
import graft.study.Study.Shape;
import graft.study.Study.Use;
import graft.training.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Settings that take the place of a study's own, so that it answers sooner and less surely. A study
 * that was cut is a study like any other: what its steps or its model change has recipes, and so
 * results, of its own. What is null stays as it is.
 *
 * @param seeds the seeds
 * @param steps fine-tuning steps of every task, at the most
 * @param pretrainSteps steps of every pretraining, at the most
 * @param exclude cells to leave out, besides those that the study leaves out itself
 * @param shape of every model
 */
public record Cut(
    @Nullable List<Long> seeds,
    @Nullable Long steps,
    @Nullable Long pretrainSteps,
    List<Pattern> exclude,
    @Nullable Shape shape) {
  /** Changes nothing. */
  public static final Cut NONE = new Cut(null, null, null);

  /** Seeds of a quick study that does not say which. */
  public static final int QUICK_SEEDS = 3;

  /** Fine-tuning steps of a quick study that does not say how many. */
  public static final long QUICK_STEPS = 3_000;

  /** Pretraining steps of a quick study that does not say how many. */
  public static final long QUICK_PRETRAIN_STEPS = 10_000;

  private static final int MOST_SEEDS = 10_000;
  private static final long MOST_STEPS = 1_000_000_000;

  /**
   * A cut.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public Cut {
    requireSteps("steps", steps);
    requireSteps("pretrainSteps", pretrainSteps);
    seeds = seeds == null ? null : List.copyOf(seeds);
    exclude = List.copyOf(exclude);
  }

  /**
   * A cut of seeds and steps only.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public Cut(@Nullable List<Long> seeds, @Nullable Long steps, @Nullable Long pretrainSteps) {
    this(seeds, steps, pretrainSteps, List.of(), null);
  }

  private static void requireSteps(String name, @Nullable Long steps) {
    if (steps != null && (steps < 1 || steps > MOST_STEPS)) {
      throw new IllegalArgumentException(
          name + " must be from 1 to " + MOST_STEPS + ", not " + steps);
    }
  }

  /**
   * The seeds that a word means: {@code 3} the first three, {@code 1,2,5} these, {@code 5,} one.
   *
   * @throws IllegalArgumentException if it means none
   */
  public static List<Long> seeds(String word) {
    List<Long> seeds;
    try {
      seeds = word.contains(",") ? listed(word) : first(Long.parseLong(word.strip()));
    } catch (NumberFormatException e) {
      seeds = List.of();
    }
    if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
      throw new IllegalArgumentException(
          "must be a number from 1 to "
              + MOST_SEEDS
              + " or different seeds like 1,2,5, not '"
              + word
              + "'");
    }
    return seeds;
  }

  private static List<Long> listed(String word) {
    return Arrays.stream(word.split(",")).map(seed -> Long.valueOf(seed.strip())).toList();
  }

  private static List<Long> first(long count) {
    return count < 1 || count > MOST_SEEDS
        ? List.of()
        : LongStream.rangeClosed(1, count).boxed().toList();
  }

  /**
   * The study with these settings, which knows what differs from the study as it was given.
   *
   * @param quick whether to make it quick first: as {@link Study#quick} says, and with no more
   *     steps than that; where it is silent, with the first {@value #QUICK_SEEDS} seeds, {@value
   *     #QUICK_STEPS} fine-tuning and {@value #QUICK_PRETRAIN_STEPS} pretraining steps
   */
  public Study of(Study study, boolean quick) {
    Study start = quick ? study.quick().orDefaults(study).applied(study, Math::min) : study;
    Study cut = applied(start, (given, own) -> own);
    return with(
        cut,
        cut.seeds(),
        cut.shape(),
        cut.filter(),
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        changes(study, cut));
  }

  private Cut orDefaults(Study study) {
    List<Long> few = study.seeds().subList(0, Math.min(QUICK_SEEDS, study.seeds().size()));
    return new Cut(
        seeds == null ? few : seeds,
        steps == null ? QUICK_STEPS : steps,
        pretrainSteps == null ? QUICK_PRETRAIN_STEPS : pretrainSteps,
        exclude,
        shape);
  }

  /**
   * The study with what is not null here.
   *
   * @param chosen of the study's steps and those of this cut
   */
  private Study applied(Study study, LongBinaryOperator chosen) {
    return with(
        study,
        seeds == null ? study.seeds() : seeds,
        shape == null ? study.shape() : shape,
        study.filter().without(exclude),
        settings -> cut(settings, pretrainSteps, chosen),
        settings -> cut(settings, steps, chosen),
        List.of());
  }

  private static TrainingSettings cut(
      TrainingSettings settings, @Nullable Long steps, LongBinaryOperator chosen) {
    return steps == null
        ? settings
        : settings.withSteps(chosen.applyAsLong(settings.steps(), steps));
  }

  private static Study with(
      Study study,
      List<Long> seeds,
      Shape shape,
      Filter filter,
      UnaryOperator<TrainingSettings> pretraining,
      UnaryOperator<TrainingSettings> tuning,
      List<String> changes) {
    return new Study(
        study.name(),
        study.question(),
        seeds,
        shape,
        uses(study.pretrainings(), pretraining),
        study.arms(),
        uses(study.tasks(), tuning),
        study.metrics(),
        study.published(),
        study.baseline(),
        study.contrasts(),
        filter,
        study.quick(),
        study.analyze(),
        changes);
  }

  private static List<Use> uses(List<Use> uses, UnaryOperator<TrainingSettings> training) {
    return uses.stream()
        .map(
            use ->
                new Use(
                    use.label(),
                    use.procedure(),
                    use.tied(),
                    use.positions(),
                    training.apply(use.training())))
        .toList();
  }

  private static List<String> changes(Study before, Study after) {
    List<String> changes = new ArrayList<>();
    if (!before.seeds().equals(after.seeds())) {
      String word = after.seeds().size() == 1 ? "seed " : "seeds ";
      changes.add(word + shown(after.seeds()) + " instead of " + shown(before.seeds()));
    }
    if (!before.shape().equals(after.shape())) {
      changes.add(shown(after.shape()) + " instead of " + shown(before.shape()));
    }
    int cells = Matrix.cells(before).size();
    int left = Matrix.cells(after).size();
    if (left < cells) {
      changes.add(left + " of " + cells + " rows");
    }
    changes.addAll(fewer("pretraining", before.pretrainings(), after.pretrainings()));
    changes.addAll(fewer("fine-tuning", before.tasks(), after.tasks()));
    return changes;
  }

  private static String shown(List<Long> seeds) {
    long from = seeds.getFirst();
    List<Long> row = LongStream.range(from, from + seeds.size()).boxed().toList();
    return seeds.size() > 2 && seeds.equals(row)
        ? from + " to " + seeds.getLast()
        : seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String shown(Shape shape) {
    return "layers %d, heads %d, width %d".formatted(shape.layers(), shape.heads(), shape.width());
  }

  /** One sentence for all that change alike. */
  private static List<String> fewer(String what, List<Use> before, List<Use> after) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (int i = 0; i < before.size(); i++) {
      long old = before.get(i).training().steps();
      long now = after.get(i).training().steps();
      if (old != now) {
        String change = "at most " + now + " " + what + " steps instead of " + old;
        labels.computeIfAbsent(change, c -> new ArrayList<>()).add(before.get(i).label());
      }
    }
    List<String> sentences = new ArrayList<>();
    labels.forEach(
        (change, which) ->
            sentences.add(
                which.size() == before.size()
                    ? change
                    : change + " on " + String.join(", ", which)));
    return sentences;
  }
}
