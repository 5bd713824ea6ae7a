package graft.statistics;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many seeds a paired comparison takes to see an effect.
 *
 * <p>The power is that of the paired t-test, by the non-central t distribution (Cohen, "Statistical
 * Power Analysis for the Behavioral Sciences", 1988, section 2.3): differences are taken to be
 * normal. The test by sign flips needs about as many, and never fewer than can give a p-value at
 * the level at all.
 */
public final class SeedsNeeded {
  /** The chance of seeing an effect that is there, as is usual. */
  public static final double POWER = 0.8;

  /** More than this is as good as never. */
  private static final int MOST = 1_000_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private SeedsNeeded() {}

  /**
   * The fewest seeds that see the effect with 80 % power.
   *
   * @param effect Cohen's d_z, of either sign
   * @param alpha level of the two-sided test, in (0, 1); for m comparisons the level over m
   * @return nothing if it takes more than a million, as an effect of 0 or NaN does
   */
  public static OptionalInt toSee(double effect, double alpha) {
    double size = Math.abs(effect);
    double wanted = guess(size, alpha);
    if (!(wanted < MOST)) {
      return OptionalInt.empty();
    }
    int seeds = Math.max(2, (int) wanted - 1);
    while (seeds > 2 && power(size, seeds - 1, alpha) >= POWER) {
      seeds--;
    }
    while (power(size, seeds, alpha) < POWER) {
      seeds++;
    }
    return OptionalInt.of(Math.max(seeds, toReach(alpha)));
  }

  /**
   * The fewest seeds with which the test by sign flips can reach the level: all differences have
   * one sign, and 2^(1 - seeds) is at most alpha.
   */
  public static int toReach(double alpha) {
    return SignFlips.fewestPairs(alpha);
  }

  /** ((z_(1-alpha/2) + z_power) / d)^2 + z_(1-alpha/2)^2 / 2 (Guenther, 1981): off by 1 or 2. */
  private static double guess(double size, double alpha) {
    double level = NORMAL.inverseCumulativeProbability(1 - alpha / 2);
    double sum = level + NORMAL.inverseCumulativeProbability(POWER);
    return sum * sum / (size * size) + level * level / 2;
  }

  /**
   * The chance that |T| passes its limit t, where T = (Z + delta) / S, delta = d sqrt(n) and S^2 is
   * chi-squared over its n - 1 degrees of freedom: the mean over S of what Z does, by Simpson's
   * rule.
   */
  static double power(double size, int seeds, double alpha) {
    int freedom = seeds - 1;
    double limit = TDistribution.of(freedom).inverseCumulativeProbability(1 - alpha / 2);
    double delta = size * Math.sqrt(seeds);
    ChiSquaredDistribution chi = ChiSquaredDistribution.of(freedom);
    double reach = 9 / Math.sqrt(2.0 * freedom);
    double from = Math.max(0, 1 - reach);
    int steps = 1000;
    double step = (1 + reach - from) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      // The density of S has no value at 0 for one degree of freedom; the smallest step does.
      double s = Math.max(from + i * step, 1e-9);
      double density = 2 * freedom * s * chi.density(freedom * s * s);
      double seen =
          NORMAL.survivalProbability(limit * s - delta)
              + NORMAL.cumulativeProbability(-limit * s - delta);
      sum += (i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4) * density * seen;
    }
    return sum * step / 3;
  }
}
