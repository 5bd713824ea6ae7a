package graft.procedure;

import java.util.Arrays;

/** Pearson's test of uniformity. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * How many standard deviations the statistic of {@code counts} lies above its mean if all cells
   * are equally likely (Wilson and Hilferty's approximation); chance exceeds 4 once in 30,000.
   */
  public static double deviations(long[] counts) {
    double expected = Arrays.stream(counts).sum() / (double) counts.length;
    double statistic =
        Arrays.stream(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    double freedom = counts.length - 1.0;
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  }
}
