package graft.procedure;

import java.util.Arrays;

/** Pearson's test of a distribution. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * How many standard deviations the statistic of {@code counts} lies above its mean if all cells
   * are equally likely (Wilson and Hilferty's approximation); chance exceeds 4 once in 30,000.
   */
  public static double deviations(long[] counts) {
    double[] equal = new double[counts.length];
    Arrays.fill(equal, 1.0 / counts.length);
    return deviations(counts, equal);
  }

  /** The same if cell i has probability {@code probabilities[i]}; they sum to 1. */
  public static double deviations(long[] counts, double[] probabilities) {
    double all = Arrays.stream(counts).sum();
    double statistic = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = all * probabilities[i];
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    double freedom = counts.length - 1.0;
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  }
}
