package graft.procedure;

import java.util.Arrays;

/** Pearson's test of goodness of fit. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * How many standard deviations the statistic of {@code counts} lies above its mean if all cells
   * are equally likely (Wilson and Hilferty's approximation); chance exceeds 4 once in 30,000.
   */
  public static double deviations(long[] counts) {
    double[] equal = new double[counts.length];
    Arrays.fill(equal, 1);
    return deviations(counts, equal);
  }

  /**
   * The same if the cells are as likely as {@code weights} say.
   *
   * @param weights above 0, on any scale
   */
  public static double deviations(long[] counts, double[] weights) {
    double scale = Arrays.stream(counts).sum() / Arrays.stream(weights).sum();
    double statistic = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double expected = scale * weights[cell];
      statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
    }
    double freedom = counts.length - 1.0;
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  }
}
