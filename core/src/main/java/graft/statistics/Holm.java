package graft.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for many comparisons: the chance of even one false mark in the whole table
 * stays below the level (Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
 * Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusted p-values, in the same order; the i-th smallest of m is multiplied by m - i + 1, made
   * no smaller than the one before and no larger than 1. NaN is no comparison and stays NaN.
   */
  public static double[] adjust(double... p) {
    List<Integer> order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] adjusted = p.clone();
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int i = order.get(rank);
      least = Math.min(1, Math.max(least, p[i] * (order.size() - rank)));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
