package graft.procedure.statistics;

import graft.procedure.Limits;
import graft.procedure.Procedure;

/**
 * What the sequences of a procedure are like as streams of tokens, without padding. Estimated from
 * examples.
 *
 * @param examples how many were drawn
 * @param shortest tokens of the shortest example
 * @param mean tokens of an example on average
 * @param longest tokens of the longest example
 * @param counted share of the predictions, one at every position but an example's last, that count
 * @param entropy bits of a token
 * @param conditionalEntropy bits of a token whose predecessor is known
 * @param gzip bytes of a gzip file of the tokens per byte of them as unsigned 16-bit numbers; NaN
 *     if one does not fit; depends a little on the JDK's zlib
 */
public record Statistics(
    int examples,
    int shortest,
    double mean,
    int longest,
    double counted,
    double entropy,
    double conditionalEntropy,
    double gzip) {
  /** More would tell little and take time. */
  private static final int MOST_TOKENS = 1_000_000;

  /**
   * Estimates by sampling. Equal arguments give equal results, but for {@link #gzip}.
   *
   * @param procedure what makes the examples
   * @param most examples, 1 to 100,000; fewer where they are so long that those could have a
   *     million tokens
   * @param seed any value
   */
  public static Statistics of(Procedure procedure, int most, long seed) {
    Limits.require("examples", most, 1, 100_000);
    int examples = Math.min(most, Math.max(1, MOST_TOKENS / procedure.length()));
    Corpus corpus = Corpus.of(procedure, examples, seed);
    long[] tokens = corpus.tokens();
    long[] pairs = corpus.pairs();
    return new Statistics(
        examples,
        corpus.shortest(),
        (double) tokens.length / examples,
        corpus.longest(),
        (double) corpus.counted() / pairs.length,
        Entropy.of(tokens),
        Entropy.ofLater(pairs),
        Gzip.ratio(tokens));
  }
}
