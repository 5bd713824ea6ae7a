package graft.study;

import graft.statistics.PairedComparison;
import graft.statistics.SeedsNeeded;
import graft.statistics.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished study's table.
 *
 * @param study the study's name
 * @param rows one per (pretraining, arm, task, metric), in the study's order
 * @param trials one per row and seed that did not fail
 * @param failures one line per training run that failed, with the reason
 * @param computed how many training runs had to be computed this time
 * @param changes how the study differs from its file, see {@link Study#changes}
 * @param contrasts the planned ones
 * @param analyses how many analyses it has
 */
public record StudyResult(
    String study,
    List<Row> rows,
    List<Trial> trials,
    List<String> failures,
    int computed,
    List<String> changes,
    List<ContrastRow> contrasts,
    Analyses analyses) {

  /** The result of a study as its file has it, without analyses. */
  public StudyResult(
      String study, List<Row> rows, List<Trial> trials, List<String> failures, int computed) {
    this(study, rows, trials, failures, computed, List.of(), List.of());
  }

  /**
   * The table over some trials of a study, wherever they come from: the rows that have any.
   *
   * @throws IllegalArgumentException if a trial is in no row of the study
   */
  public static StudyResult tabulated(Study study, List<Trial> trials) {
    Rows table = new Rows(study);
    List<Rows.Line> lines = table.lines();
    for (Trial trial : trials) {
      if (lines.stream().noneMatch(line -> line.has(trial))) {
        throw new IllegalArgumentException(
            "study '%s' has no row of pretraining '%s', arm '%s', task '%s', metric '%s'"
                .formatted(
                    study.name(), trial.pretrain(), trial.arm(), trial.task(), trial.metric()));
      }
    }
    List<Row> rows =
        lines.stream().map(line -> table.row(line, trials)).filter(row -> row.seeds() > 0).toList();
    return new StudyResult(
        study.name(),
        table.compared(rows, trials),
        trials,
        List.of(),
        0,
        study.changes(),
        Contrasts.of(study, trials).stream().filter(row -> row.paired().pairs() > 0).toList());
  }

  /** The result of a study without analyses. */
  public StudyResult(
      String study,
      List<Row> rows,
      List<Trial> trials,
      List<String> failures,
      int computed,
      List<String> changes,
      List<ContrastRow> contrasts) {
    this(study, rows, trials, failures, computed, changes, contrasts, Analyses.NONE);
  }

  /**
   * How many analyses there are of a study's models.
   *
   * @param planned as many as it asks for, each once
   * @param there in the store
   * @param computed carried out this time
   */
  public record Analyses(int planned, int there, int computed) {
    /** A study that looks at nothing. */
    public static final Analyses NONE = new Analyses(0, 0, 0);
  }

  /**
   * One figure of one finished trial, with what is needed to trace it.
   *
   * @param pretrain label of the pretraining, or {@link Study#NAMED}
   * @param seed of the trial
   * @param value in the unit of the metric
   * @param steps fine-tuning steps done
   * @param recipe name of the result in the store
   * @param commit of the program that computed it
   * @param engine that computed it
   * @param finished when, in ISO 8601
   * @param seconds that the fine-tuning took
   * @param java that it ran on
   * @param processor that it ran on
   */
  public record Trial(
      String pretrain,
      String arm,
      String task,
      String metric,
      long seed,
      double value,
      @Nullable Double paper,
      long steps,
      String recipe,
      String commit,
      String engine,
      String finished,
      double seconds,
      String java,
      String processor) {

    /** The same figure in the row of another pretraining. */
    Trial under(String other) {
      return new Trial(
          other, arm, task, metric, seed, value, paper, steps, recipe, commit, engine, finished,
          seconds, java, processor);
    }
  }

  /**
   * One cell of the table over seeds. Accuracies are percentages, losses nats.
   *
   * @param pretrain label of the pretraining; the row of an arm that takes nothing from it has the
   *     same label, and that of an arm that names its donors {@link Study#NAMED}
   * @param arm label of the arm, for example {@code attention}
   * @param task label of the task
   * @param metric for example {@code accuracy}
   * @param summary of the values
   * @param values one per finished seed, in the order of the study's seeds
   * @param paper the published figure, or null where there is none
   * @param missing the seeds without a result
   * @param comparison with the study's baseline; null for the baseline itself, and without one
   */
  public record Row(
      String pretrain,
      String arm,
      String task,
      String metric,
      Summary summary,
      List<Double> values,
      @Nullable Double paper,
      List<Missing> missing,
      @Nullable Comparison comparison) {

    /** The row of these values, complete and compared with nothing. */
    public static Row of(
        String pretrain,
        String arm,
        String task,
        String metric,
        List<Double> values,
        @Nullable Double paper) {
      Summary summary = Summary.of(values.stream().mapToDouble(x -> x).toArray());
      List<Double> copy = List.copyOf(values);
      return new Row(pretrain, arm, task, metric, summary, copy, paper, List.of(), null);
    }

    /** The same row with these seeds missing. */
    Row without(List<Missing> seeds) {
      return new Row(
          pretrain, arm, task, metric, summary, values, paper, List.copyOf(seeds), comparison);
    }

    /** The same row with a comparison. */
    Row compared(@Nullable Comparison with) {
      return new Row(pretrain, arm, task, metric, summary, values, paper, missing, with);
    }

    /** Whether the trial is one of this row. */
    public boolean has(Trial trial) {
      return trial.pretrain().equals(pretrain)
          && trial.arm().equals(arm)
          && trial.task().equals(task)
          && trial.metric().equals(metric);
    }

    /** Mean over seeds, NaN if there is no figure. */
    public double mean() {
      return summary.mean();
    }

    /** Sample standard deviation over seeds, null for fewer than two. */
    public @Nullable Double sd() {
      return summary.sd();
    }

    /** How many seeds the mean is over. */
    public int seeds() {
      return summary.count();
    }

    /** How many seeds there are to be. */
    public int planned() {
      return values.size() + missing.size();
    }
  }

  /**
   * A planned contrast of a study.
   *
   * @param contrast its label
   * @param pretrain label of the pretraining that it is looked at for; empty if it names all
   * @param paired the mean of some rows minus that of others, seed by seed
   * @param holm the p-value after Holm's correction over the study's contrasts; NaN without pairs
   */
  public record ContrastRow(
      String contrast,
      String pretrain,
      String task,
      String metric,
      PairedComparison paired,
      double holm) {

    /** The same with another corrected p-value. */
    ContrastRow corrected(double p) {
      return new ContrastRow(contrast, pretrain, task, metric, paired, p);
    }

    /** Whether the difference is significant after the correction. */
    public boolean significant() {
      return holm < Comparison.LEVEL;
    }
  }

  /**
   * A trial without a result.
   *
   * @param recipe the name that its result would have in the store
   * @param failure why there is none: training failed, or the metric is not measured on the task;
   *     null if it is not computed yet
   */
  public record Missing(long seed, String recipe, @Nullable String failure) {}

  /**
   * A row against the study's baseline on the same seeds.
   *
   * @param pretrain label of the baseline's pretraining
   * @param arm label of the baseline's arm
   * @param paired the row's values minus the baseline's
   * @param holm the p-value after Holm's correction over the table; NaN without pairs
   * @param comparisons how many the table has
   * @param seedsNeeded to see the effect found here with 80 % power at {@link #LEVEL} over the
   *     table's comparisons; null where there is no effect size, or where no number of seeds would
   *     do
   */
  public record Comparison(
      String pretrain,
      String arm,
      PairedComparison paired,
      double holm,
      int comparisons,
      @Nullable Integer seedsNeeded) {
    /** Level of significance. */
    public static final double LEVEL = 0.05;

    /** Whether the difference is significant after the correction. */
    public boolean significant() {
      return holm < LEVEL;
    }

    /** The fewest seeds with which any difference could be significant in this table. */
    public int fewestSeeds() {
      return SeedsNeeded.toReach(LEVEL / comparisons);
    }
  }
}
