package graft.study;

import java.util.List;

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
   * @param accuracy per counted token, percent
   * @param exact per sequence, percent
   * @param loss per counted token, nats
   */
  public record Point(long step, double accuracy, double exact, double loss) {
    /**
     * The figure of a metric in its unit.
     *
     * @throws IllegalArgumentException if there is no such metric
     */
    public double value(String metric) {
      return switch (metric) {
        case "accuracy" -> accuracy;
        case "exact" -> exact;
        case "loss" -> loss;
        default -> throw new IllegalArgumentException("unknown metric " + metric);
      };
    }
  }
}
