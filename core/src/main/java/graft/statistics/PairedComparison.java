package graft.statistics;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * One side against another on the same seeds.
 *
 * @param pairs seeds that both sides have a finite value of
 * @param difference mean of (ours - theirs); NaN without pairs
 * @param interval 95 % bootstrap interval of the difference, BCa; null for fewer than two pairs
 * @param effect Cohen's d_z, the mean difference over the differences' standard deviation (Lakens,
 *     Frontiers in Psychology 4:863, 2013, equation 6); null for fewer than two pairs or without
 *     any spread
 * @param p two-sided p-value of the sign-flip permutation test; NaN without pairs
 */
public record PairedComparison(
    int pairs, double difference, @Nullable Interval interval, @Nullable Double effect, double p) {

  /**
   * Compares values of the same seeds. A pair in which one value is not finite is left out.
   *
   * @throws IllegalArgumentException if there are not as many of one side as of the other
   */
  public static PairedComparison of(double[] ours, double[] theirs) {
    if (ours.length != theirs.length) {
      throw new IllegalArgumentException(
          "pairs need as many values on both sides, not " + ours.length + " and " + theirs.length);
    }
    double[] differences = new double[ours.length];
    for (int i = 0; i < ours.length; i++) {
      differences[i] = ours[i] - theirs[i];
    }
    return of(DoubleStream.of(differences).filter(Double::isFinite).toArray());
  }

  private static PairedComparison of(double[] differences) {
    Summary summary = Summary.of(differences);
    Double sd = summary.sd();
    Double effect = sd == null || sd == 0 ? null : (Double) (summary.mean() / sd);
    return new PairedComparison(
        summary.count(),
        summary.mean(),
        summary.interval(),
        effect,
        SignFlips.twoSided(differences));
  }
}
