package graft.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished study's table.
 *
 * @param study the study's name
 * @param rows one per (pretraining, arm, task, metric), in the study's order
 */
public record StudyResult(String study, List<Row> rows) {

  /**
   * One cell of the table over seeds. Figures are percentages.
   *
   * @param pretrain label of the pretraining; the row of an arm that takes nothing from it has the
   *     same label
   * @param arm label of the arm, for example {@code attention}
   * @param task label of the task
   * @param metric for example {@code accuracy}
   * @param mean over seeds
   * @param sd sample standard deviation over seeds, null for a single seed
   * @param seeds how many seeds
   * @param values one per seed, in the order of the study's seeds
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
      @Nullable Double paper) {}
}
