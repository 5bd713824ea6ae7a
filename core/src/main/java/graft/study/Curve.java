package graft.study;

import java.util.List;
import java.util.Map;

/**
 * What was measured on held-out sequences while one trial's model was fine-tuned.
 *
 * @param pretrain label of the pretraining
 * @param arm label of the arm
 * @param task label of the task
 * @param seed of the trial
 * @param points by step, the initial weights first
 */
public record Curve(String pretrain, String arm, String task, long seed, List<Point> points) {

  /**
   * One evaluation.
   *
   * @param step optimizer steps done
   * @param figures by metric, each in its unit; those that were measured
   */
  public record Point(long step, Map<String, Double> figures) {
    /** The figure of a metric, NaN if it was not measured at this step. */
    public double value(String metric) {
      return figures.getOrDefault(metric, Double.NaN);
    }
  }
}
