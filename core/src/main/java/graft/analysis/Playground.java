package graft.analysis;

import graft.model.GptConfig;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import graft.random.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that reads single sequences of a procedure, whole or with parts of it silenced. For
 * looking, not for measuring: {@link Effects} measures over many sequences.
 *
 * <p>Any number of threads may use it.
 */
public final class Playground {
  /** The longest sequence that is read. */
  public static final int MOST_TOKENS = 256;

  /** Sequences over which the mean of mean ablation is taken, if the model is small. */
  public static final int MEAN_SAMPLES = 64;

  private static final int FEWEST_MEAN_SAMPLES = 4;
  private static final int LAYOUTS = 512;
  private static final long MOST_VALUES = 16_000_000;

  /** Multiplications that taking the mean may cost: some seconds of the plain loops. */
  private static final double MEAN_COST = 4e9;

  private static final long MEAN_SEED = 1;

  private final InstrumentedModel model;
  private final Procedure procedure;
  private @Nullable SiteMeans means;

  /**
   * Takes a model to a procedure, of a curriculum to its last length.
   *
   * @param name of the model in messages
   * @throws IllegalArgumentException if the model cannot read the procedure's sequences, naming
   *     both sizes
   */
  public Playground(String name, InstrumentedModel model, Procedure procedure) {
    this.model = model;
    this.procedure = Curriculum.drawn(procedure);
    requireFits(name, model.config(), procedure);
  }

  /**
   * Checks that a model of that shape can read a procedure's sequences token by token.
   *
   * @param name of the model in the message
   * @throws IllegalArgumentException naming what does not fit
   */
  public static void requireFits(String name, GptConfig config, Procedure procedure) {
    int bits = procedure.bitsPerPosition();
    if (bits > 0) {
      throw new IllegalArgumentException(
          "%s has %d bits at each position, and only models of tokens can be looked into: take one that is trained on eca instead"
              .formatted(procedure.name(), bits));
    }
    Analyzer.requireFits(name, config, procedure);
  }

  /** The longest sequence that a model of that shape is given here. */
  public static int longest(GptConfig config) {
    long heads = (long) config.layers() * config.heads();
    long byAttention = (long) Math.sqrt((double) MOST_VALUES / heads);
    long byLogits = MOST_VALUES / config.vocabulary();
    long least = Math.min(Math.min(byAttention, byLogits), MOST_TOKENS);
    return (int) Math.max(1, Math.min(config.positions(), least));
  }

  /**
   * Reads a sequence.
   *
   * @param tokens from one to {@link #longest}
   * @param silenced sites of the model, each once
   * @throws IllegalArgumentException if a token, the length or a site does not fit the model
   */
  public SequenceView read(int[] tokens, Collection<Site> silenced, Ablation ablation) {
    int longest = longest(model.config());
    if (tokens.length < 1 || tokens.length > longest) {
      throw new IllegalArgumentException(
          "the sequence has %d tokens, and this model is given 1 to %d here"
              .formatted(tokens.length, longest));
    }
    Intervention[] interventions =
        silenced.stream().map(site -> intervention(site, ablation)).toArray(Intervention[]::new);
    return new SequenceView(model.record(tokens, interventions));
  }

  private Intervention intervention(Site site, Ablation ablation) {
    site.requireIn(model.config());
    return switch (ablation) {
      case ZERO -> Intervention.zero(site);
      case MEAN -> Intervention.constant(site, means().of(site));
    };
  }

  /** Over sequences of the procedure that are always the same. */
  private synchronized SiteMeans means() {
    SiteMeans known = means;
    if (known == null) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < meanSamples(); i++) {
        Example example = draw(procedure, MEAN_SEED, i);
        samples.add(new Sample(example.tokens(), example.counted()));
      }
      known = SiteMeans.of(model, samples);
      means = known;
    }
    return known;
  }

  /** Fewer for a large model: {@value #MEAN_SAMPLES} down to {@value #FEWEST_MEAN_SAMPLES}. */
  public int meanSamples() {
    double cost = (double) model.parameters() * procedure.length();
    return (int) Math.clamp(MEAN_COST / cost, FEWEST_MEAN_SAMPLES, MEAN_SAMPLES);
  }

  /**
   * Held-out example {@code index} of an experiment of that seed; of a curriculum at its last
   * length.
   *
   * @throws IllegalArgumentException if the procedure has too few different sequences
   */
  public static Example heldOut(Procedure procedure, long seed, int index) {
    Example example = new Example();
    new ExampleSource(Curriculum.drawn(procedure), seed, index + 1).heldOut(index, example);
    return example;
  }

  /**
   * Which predictions count in a sequence that somebody has made up: those that count in the
   * procedure's own sequences of that length. Which these are depends on where the parts of a
   * sequence lie, which its length tells for the procedures that there are.
   *
   * @return ascending positions, or null if none of {@value #LAYOUTS} sequences has that length
   */
  public static int @Nullable [] counted(Procedure procedure, int length) {
    Procedure drawn = Curriculum.drawn(procedure);
    for (int i = 0; i < LAYOUTS; i++) {
      Example example = draw(drawn, MEAN_SEED, i);
      if (example.length() == length) {
        return example.counted();
      }
    }
    return null;
  }

  private static Example draw(Procedure procedure, long seed, int index) {
    Example example = new Example();
    procedure.draw(Seeds.generator(seed, procedure.name(), "playground", index), example);
    return example;
  }
}
