package graft.procedure.statistics;

import java.util.Arrays;

/** Shannon's entropy of a sample, in bits. */
final class Entropy {
  private static final double LN2 = StrictMath.log(2);

  private Entropy() {}

  /**
   * Entropy of the distribution that {@code values} are drawn from: that of their frequencies f,
   * {@code -sum f log2 f}, plus {@code (m - 1) / (2 n ln 2)} for m different ones among n (Miller,
   * "Note on the Bias of Information Estimates", 1955), since frequencies of few draws look more
   * regular than what they are drawn from. In {@link StrictMath}, so that every platform gives the
   * same figure.
   *
   * @param values at least one
   */
  static double of(long... values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    double n = sorted.length;
    double bits = 0;
    int different = 0;
    for (int from = 0, to = 1; from < sorted.length; from = to++) {
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double frequency = (to - from) / n;
      bits -= frequency * StrictMath.log(frequency) / LN2;
      different++;
    }
    return bits + (different - 1) / (2 * n * LN2);
  }

  /**
   * Entropy of a token given the one before it: that of both together less that of the one before.
   *
   * @param pairs the earlier token in the upper 32 bits, the later in the lower
   */
  static double ofLater(long... pairs) {
    return of(pairs) - of(Arrays.stream(pairs).map(pair -> pair >> 32).toArray());
  }
}
