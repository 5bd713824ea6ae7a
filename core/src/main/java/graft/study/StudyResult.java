package graft.study;

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
 */
public record StudyResult(
    String study, List<Row> rows, List<Trial> trials, List<String> failures, int computed) {

  /**
   * One figure of one finished trial, with what is needed to trace it.
   *
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
      String processor) {}

  /**
   * One cell of the table over seeds. Accuracies are percentages, losses nats.
   *
   * @param pretrain label of the pretraining; the row of an arm that takes nothing from it has the
   *     same label
   * @param arm label of the arm, for example {@code attention}
   * @param task label of the task
   * @param metric for example {@code accuracy}
   * @param mean over seeds, NaN if every seed failed
   * @param sd sample standard deviation over seeds, null for fewer than two
   * @param seeds how many seeds
   * @param values one per seed that did not fail, in the order of the study's seeds
   * @param paper the published figure, or null where there is none
   */
  public record Row(
      String pretrain,
      String arm,
      String task,
      String metric,
      double mean,
      @Nullable Double sd,
      int seeds,
      List<Double> values,
      @Nullable Double paper) {

    /** The row of these values. */
    public static Row of(
        String pretrain,
        String arm,
        String task,
        String metric,
        List<Double> values,
        @Nullable Double paper) {
      int n = values.size();
      double mean = values.stream().mapToDouble(x -> x).average().orElse(Double.NaN);
      double squares = values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      Double sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
      return new Row(pretrain, arm, task, metric, mean, sd, n, List.copyOf(values), paper);
    }
  }
}
