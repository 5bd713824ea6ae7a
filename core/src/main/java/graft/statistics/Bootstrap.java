package graft.statistics;

import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The bias-corrected and accelerated (BCa) bootstrap interval of a mean: Efron, "Better Bootstrap
 * Confidence Intervals", Journal of the American Statistical Association 82 (1987), equations 6.6
 * for the acceleration and 2.3 for the ends.
 *
 * <p>The same values always give the same interval: the resamples are drawn from fixed seeds. No
 * interval of this kind reaches beyond the smallest and the largest value, so with fewer than about
 * eight seeds it is too narrow rather than too wide.
 */
final class Bootstrap {
  /** Share of intervals that should hold the true mean. */
  static final double CONFIDENCE = 0.95;

  private static final int RESAMPLES = 10_000;
  private static final long KEY = Seeds.key(0, "bootstrap", "mean");
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Means nearer than this share of the values' spread are the same, but for rounding. */
  private static final double ROUNDING = 1e-12;

  private final double[] values;
  private final double mean;
  private final double tolerance;

  private Bootstrap(double[] values) {
    this.values = values;
    this.mean = Mean.of(values).getAsDouble();
    this.tolerance = ROUNDING * (max() - min());
  }

  /**
   * The interval.
   *
   * @param values finite
   * @return null for fewer than two values, which say nothing about their spread
   */
  static @Nullable Interval interval(double... values) {
    return values.length < 2 ? null : new Bootstrap(values.clone()).interval();
  }

  private double min() {
    return DoubleStream.of(values).min().orElse(mean);
  }

  private double max() {
    return DoubleStream.of(values).max().orElse(mean);
  }

  private Interval interval() {
    if (min() == max()) {
      return new Interval(min(), max());
    }
    double[] means = resampledMeans();
    double bias = NORMAL.inverseCumulativeProbability(shareBelow(means));
    double acceleration = acceleration();
    double tail = NORMAL.inverseCumulativeProbability((1 - CONFIDENCE) / 2);
    double[] ends =
        Quantile.withDefaults()
            .with(EstimationMethod.HF7)
            .evaluate(means, level(bias, acceleration, tail), level(bias, acceleration, -tail));
    return new Interval(Math.max(min(), ends[0]), Math.min(max(), ends[1]));
  }

  /** Sums go by index, so that resamples of the same values have exactly the same mean. */
  private double[] resampledMeans() {
    int n = values.length;
    SplitMix random = Seeds.generator(KEY, n);
    int[] times = new int[n];
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      Arrays.fill(times, 0);
      for (int draw = 0; draw < n; draw++) {
        times[random.nextInt(n)]++;
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += times[i] * (values[i] - mean);
      }
      means[resample] = mean + sum / n;
    }
    return means;
  }

  /** Share of the means below that of the sample, where an equal one counts half. */
  private double shareBelow(double[] means) {
    double below = 0;
    for (double resampled : means) {
      double distance = resampled - mean;
      below += distance < -tolerance ? 1 : distance <= tolerance ? 0.5 : 0;
    }
    return below / means.length;
  }

  /** A sixth of the jackknife values' skewness; for a mean they are the values themselves. */
  private double acceleration() {
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      double d = value - mean;
      squares += d * d;
      cubes += d * d * d;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  /** Which quantile of the resampled means is the end that a normal one would have at z. */
  private static double level(double bias, double acceleration, double z) {
    double shifted = bias + z;
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }
}
