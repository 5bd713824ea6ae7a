package graft.statistics;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * One figure over seeds. A value that is not finite is no measurement and is left out.
 *
 * @param count how many finite values
 * @param mean NaN without any
 * @param sd sample standard deviation, over {@code count - 1}; null for fewer than two values
 * @param median NaN without any value
 * @param interval 95 % bootstrap interval of the mean, BCa; null for fewer than two values
 */
public record Summary(
    int count, double mean, @Nullable Double sd, double median, @Nullable Interval interval) {

  /** The summary of these values. */
  public static Summary of(double... values) {
    double[] finite = DoubleStream.of(values).filter(Double::isFinite).toArray();
    int n = finite.length;
    return new Summary(
        n,
        n == 0 ? Double.NaN : Mean.of(finite).getAsDouble(),
        n < 2 ? null : StandardDeviation.of(finite).getAsDouble(),
        Median.withDefaults().withCopy(true).evaluate(finite),
        Bootstrap.interval(finite));
  }
}
