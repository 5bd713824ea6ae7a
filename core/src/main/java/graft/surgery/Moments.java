package graft.surgery;

/**
 * Mean and deviation of a tensor's values, in double precision.
 *
 * @param mean sum / n
 * @param deviation sqrt(sum of (value - mean)^2 / n): the values are all there are, not a sample
 */
public record Moments(double mean, double deviation) {
  /** Of one value or more. */
  public static Moments of(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Moments(mean, StrictMath.sqrt(squares / values.length));
  }
}
