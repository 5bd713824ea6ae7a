package graft.study;

import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import graft.training.Reading;
import graft.training.TrainingSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as data: every pretraining x arm x task x seed that its filter leaves.
 *
 * @param name the study's name
 * @param question what it answers, in a sentence; may be empty
 * @param seeds one replicate each
 * @param shape of every model in it
 * @param pretrainings what the donors are pretrained on
 * @param arms what is transplanted from which donors
 * @param tasks what the resulting models are fine-tuned on
 * @param metrics what is reported: {@code accuracy} (per counted token), {@code exact} (per
 *     sequence), {@code generated} (per answer that the model writes by itself), {@code loss}
 * @param published figures to print beside ours
 * @param baseline what everything is compared with, seed by seed; null compares nothing
 * @param contrasts planned ones, besides the comparisons with the baseline
 * @param filter which cells of the matrix it has
 * @param quick how it is made quick, as far as it says so itself
 * @param analyze what is looked at inside its models; it changes none of them
 * @param changes one sentence for each way in which it differs from its file; see {@link Cut}
 */
public record Study(
    String name,
    String question,
    List<Long> seeds,
    Shape shape,
    List<Use> pretrainings,
    List<Arm> arms,
    List<Use> tasks,
    List<String> metrics,
    List<Published> published,
    @Nullable Baseline baseline,
    List<Contrast> contrasts,
    Filter filter,
    Cut quick,
    Inspection analyze,
    List<String> changes) {

  /** In the place of a pretraining's label: the arm names all its donors. */
  public static final String NAMED = "named in arm";

  /** The same study with these contrasts, made quick in this way. */
  Study with(List<Contrast> planned, Cut cut) {
    return new Study(
        name,
        question,
        seeds,
        shape,
        pretrainings,
        arms,
        tasks,
        metrics,
        published,
        baseline,
        planned,
        filter,
        cut,
        analyze,
        changes);
  }

  /** Layers, heads and width shared by all models of a study. */
  public record Shape(int layers, int heads, int width) {}

  /**
   * A procedure in use: pretraining rule or task.
   *
   * @param label what rows of the table call it
   * @param procedure makes its sequences
   * @param tied whether the model's head is tied to its token embedding
   * @param positions of the model; at least those of the procedure's longest sequence
   * @param training how it is trained on
   */
  public record Use(
      String label, Procedure procedure, boolean tied, int positions, TrainingSettings training) {

    /** Shape of the model that is trained. */
    public GptConfig config(Shape shape) {
      return new GptConfig(
          shape.layers(),
          shape.heads(),
          shape.width(),
          Reading.of(procedure).vocabulary(),
          positions,
          tied);
    }
  }

  /**
   * How a model comes to be that is fine-tuned.
   *
   * @param label what rows of the table call it
   * @param donations what is put into a fresh model, in turn; none is the random baseline
   * @param perturb what is done to the whole fresh model; only where there are no donations
   * @param freeze what does not change in fine-tuning
   */
  public record Arm(
      String label, List<Donation> donations, List<Perturbation> perturb, List<Selector> freeze) {
    public Arm {
      donations = List.copyOf(donations);
      perturb = List.copyOf(perturb);
      freeze = List.copyOf(freeze);
    }

    /** Whether it is the fresh model, fine-tuned as it is: the random baseline. */
    public boolean isFresh() {
      return donations.isEmpty() && perturb.isEmpty() && freeze.isEmpty();
    }

    /** Whether it differs from pretraining to pretraining. */
    public boolean varies() {
      return donations.stream().anyMatch(Donation::varies);
    }

    /** Whether it has donors and names them all. */
    public boolean namesDonors() {
      return !donations.isEmpty() && !varies();
    }
  }

  /**
   * What one donor gives, be it a pretrained model or several merged into one.
   *
   * @param from label of the pretraining; null for that of the row
   * @param merge makes the donor of several; then {@code from} is null
   * @param transplant what is taken, and how the embedding moves
   * @param perturb what is done, in turn, to the donor's slices before they are taken
   */
  public record Donation(
      @Nullable String from,
      @Nullable Merging merge,
      Transplant transplant,
      List<Perturbation> perturb) {
    public Donation {
      perturb = List.copyOf(perturb);
    }

    /** Whether the donor is that of the row. */
    boolean varies() {
      return from == null && merge == null;
    }
  }

  /**
   * Which cells a study has: those that a pattern includes, or all if there is none, without those
   * that a pattern excludes.
   */
  public record Filter(List<Pattern> include, List<Pattern> exclude) {
    /** Leaves everything. */
    public static final Filter ALL = new Filter(List.of(), List.of());

    public Filter {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }

    /** This filter, and without what further patterns exclude. */
    public Filter without(List<Pattern> further) {
      return new Filter(include, Stream.concat(exclude.stream(), further.stream()).toList());
    }

    /** Whether the cell of these labels is left. */
    public boolean keeps(String pretrain, String arm, String task) {
      boolean included =
          include.isEmpty() || include.stream().anyMatch(p -> p.matches(pretrain, arm, task));
      return included && exclude.stream().noneMatch(p -> p.matches(pretrain, arm, task));
    }
  }

  /** Some cells: those with one of the labels in every list that is not empty. */
  public record Pattern(List<String> pretrain, List<String> arm, List<String> task) {
    public Pattern {
      pretrain = List.copyOf(pretrain);
      arm = List.copyOf(arm);
      task = List.copyOf(task);
    }

    boolean matches(String ofPretrain, String ofArm, String ofTask) {
      return matches(pretrain, ofPretrain) && matches(arm, ofArm) && matches(task, ofTask);
    }

    private static boolean matches(List<String> labels, String label) {
      return labels.isEmpty() || labels.contains(label);
    }
  }

  /**
   * A figure that somebody published, in the unit of the metric (percent for shares).
   *
   * @param pretrain label, or null for any
   */
  public record Published(
      @Nullable String pretrain, String arm, String task, String metric, double value) {}

  /**
   * The rows of the table that the others are compared with, for the same task, metric and seeds.
   *
   * @param pretrain label, or null for the pretraining of the row that is compared
   * @param arm label
   */
  public record Baseline(@Nullable String pretrain, String arm) {}

  /**
   * A planned contrast: for every seed the mean of some rows minus the mean of others.
   *
   * @param label what the table calls it
   * @param of at least one
   * @param minus at least one
   */
  public record Contrast(String label, List<Term> of, List<Term> minus) {
    public Contrast {
      of = List.copyOf(of);
      minus = List.copyOf(minus);
    }
  }

  /**
   * A row in a contrast.
   *
   * @param pretrain label; null for each pretraining in turn
   * @param arm label
   */
  public record Term(@Nullable String pretrain, String arm) {}
}
