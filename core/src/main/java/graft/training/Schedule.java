package graft.training;

/** How the learning rate goes on after the warm-up. */
public enum Schedule {
  /** Stays at the full rate. */
  CONSTANT,
  /** Falls along half a cosine to the final rate. */
  COSINE,
  /** Falls along a line to the final rate. */
  LINEAR;

  /**
   * The factor on the learning rate in step {@code step} (from 0): rises linearly from 0 over
   * {@code warmup} steps, so that the first step of a warm-up has rate 0 as in the published code,
   * then falls to {@code finalRate} at {@code steps}.
   */
  public double factor(long step, long steps, long warmup, double finalRate) {
    if (step < warmup) {
      return (double) step / warmup;
    }
    double progress = steps > warmup ? Math.min(1, (double) (step - warmup) / (steps - warmup)) : 1;
    return switch (this) {
      case CONSTANT -> 1;
      case COSINE -> finalRate + (1 - finalRate) * 0.5 * (1 + StrictMath.cos(Math.PI * progress));
      case LINEAR -> finalRate + (1 - finalRate) * (1 - progress);
    };
  }
}
