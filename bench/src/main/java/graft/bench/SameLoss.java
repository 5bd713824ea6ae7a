package graft.bench;

import java.util.Map;

/** Engines that do not compute the same are not compared. */
final class SameLoss {
  /** Largest relative difference. */
  static final double TOLERANCE = 1e-5;

  private SameLoss() {}

  /** Largest relative difference from the first loss. */
  static double deviation(Map<String, Double> losses) {
    double first = losses.values().iterator().next();
    double most = 0;
    for (double loss : losses.values()) {
      most = Math.max(most, Math.abs(loss - first) / Math.abs(first));
    }
    return most;
  }

  /**
   * Stops the benchmark.
   *
   * @param losses by engine, of the same weights and batch
   * @throws IllegalStateException if two differ too much or one is not finite
   */
  static void require(String shape, Map<String, Double> losses) {
    if (!losses.isEmpty() && !(deviation(losses) < TOLERANCE)) {
      throw new IllegalStateException(
          "the engines disagree on the loss of %s for the same weights and batch, so their times say nothing: %s (relative difference below %s wanted)"
              .formatted(shape, losses, TOLERANCE));
    }
  }
}
