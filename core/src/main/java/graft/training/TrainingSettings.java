package graft.training;

import org.jspecify.annotations.Nullable;

/**
 * Everything that determines a training run besides procedure, seed and initial weights.
 *
 * @param steps optimizer steps at the most
 * @param batch sequences per step
 * @param learningRate peak rate of AdamW (beta 0.9, 0.999; epsilon 1e-8)
 * @param schedule course of the rate after the warm-up
 * @param warmup steps of linear warm-up
 * @param finalRate rate at the end of a cosine or linear schedule, as a share of the peak
 * @param weightDecay decoupled decay of matrices and embeddings
 * @param clip largest norm of the gradient; 0 does not clip
 * @param dropout probability of dropping an activation
 * @param heldOut held-out sequences per evaluation
 * @param evaluateEvery steps between evaluations
 * @param stopAt held-out accuracy in (0, 1] at which training stops (with a curriculum: at the last
 *     length), or null
 * @param patience evaluations without improvement of the held-out loss after which training stops;
 *     0 never
 */
public record TrainingSettings(
    long steps,
    int batch,
    double learningRate,
    Schedule schedule,
    long warmup,
    double finalRate,
    double weightDecay,
    double clip,
    double dropout,
    int heldOut,
    long evaluateEvery,
    @Nullable Double stopAt,
    int patience) {

  public TrainingSettings {
    require("steps", (double) steps, 0, 1_000_000_000L);
    require("batch", batch, 1, 1_000_000);
    require("warmup", (double) warmup, 0, 1_000_000_000L);
    require("heldOut", heldOut, 1, 10_000_000);
    require("evaluateEvery", (double) evaluateEvery, 1, 1_000_000_000L);
    require("patience", patience, 0, 1_000_000_000);
    require("learningRate", learningRate, 0, 1000);
    require("finalRate", finalRate, 0, 1);
    require("weightDecay", weightDecay, 0, 1000);
    require("clip", clip, 0, 1e30);
    require("dropout", dropout, 0, 0.999);
    if (stopAt != null && !(stopAt > 0 && stopAt <= 1)) {
      throw new IllegalArgumentException(
          "stopAt must be an accuracy above 0 and at most 1, not " + stopAt);
    }
  }

  /** The same with another number of steps. */
  public TrainingSettings withSteps(long other) {
    return new TrainingSettings(
        other,
        batch,
        learningRate,
        schedule,
        warmup,
        finalRate,
        weightDecay,
        clip,
        dropout,
        heldOut,
        evaluateEvery,
        stopAt,
        patience);
  }

  private static void require(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " must be from " + plain(low) + " to " + plain(high) + ", not " + plain(value));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
