package graft.statistics;

import graft.random.Seeds;
import graft.random.SplitMix;

/**
 * The permutation test of paired differences: if neither side were better, each difference could as
 * well have had the other sign. Asks of nothing but that symmetry, so it also holds for figures
 * that are near 10 or near 95 and never between. (Fisher, "The Design of Experiments", 1935,
 * section 21.)
 */
final class SignFlips {
  /** Differences up to which all flips are counted: a million. */
  static final int MOST_EXACT = 20;

  private static final int DRAWS = 99_999;
  private static final long KEY = Seeds.key(0, "sign flips", "paired");

  /** Sums nearer than this share of the largest are the same, but for rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] differences;
  private final double limit;

  private SignFlips(double[] differences) {
    this.differences = differences;
    double sum = 0;
    double most = 0;
    for (double difference : differences) {
      sum += difference;
      most += Math.abs(difference);
    }
    this.limit = Math.abs(sum) - ROUNDING * most;
  }

  /**
   * The two-sided p-value: the share of flips whose sum is as far from 0 as the one seen.
   *
   * <p>Beyond {@link #MOST_EXACT} differences it is estimated from 99,999 flips drawn from fixed
   * seeds, the one seen counted in, so that it is never 0 (Phipson and Smyth, 2010, arXiv
   * 1603.05766).
   *
   * @param differences finite
   * @return NaN without any difference
   */
  static double twoSided(double... differences) {
    if (differences.length == 0) {
      return Double.NaN;
    }
    SignFlips test = new SignFlips(differences.clone());
    return differences.length <= MOST_EXACT
        ? test.extreme(0, 0) / Math.pow(2, differences.length)
        : test.estimate();
  }

  /** How many flips of the differences from {@code index} on end as far out as the one seen. */
  private double extreme(int index, double sum) {
    if (index == differences.length) {
      return Math.abs(sum) >= limit ? 1 : 0;
    }
    return extreme(index + 1, sum + differences[index])
        + extreme(index + 1, sum - differences[index]);
  }

  private double estimate() {
    SplitMix random = Seeds.generator(KEY, differences.length);
    int extreme = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long bits = 0;
      for (int i = 0; i < differences.length; i++) {
        bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
        sum += (bits & 1) == 0 ? differences[i] : -differences[i];
      }
      extreme += Math.abs(sum) >= limit ? 1 : 0;
    }
    return extreme / (DRAWS + 1.0);
  }

  /** The fewest pairs whose p-value can be at most {@code alpha}: all differences of one sign. */
  static int fewestPairs(double alpha) {
    int pairs = 1;
    while (Math.pow(2, 1.0 - pairs) > alpha) {
      pairs++;
    }
    return pairs;
  }
}
