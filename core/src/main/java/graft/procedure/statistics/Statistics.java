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
  /** As many examples as the documentation's figures are made of. */
  public static final int EXAMPLES = 4_000;

  /** Beyond so many tokens more examples would tell little and take time. */
  private static final int ENOUGH_TOKENS = 1_000_000;

  /**
   * Estimates from {@link #EXAMPLES} examples, or from fewer where they are so long that those have
   * a million tokens. Equal arguments give equal results, but for {@link #gzip}.
   *
   * @param procedure what makes the examples
   * @param seed any value
   */
  public static Statistics of(Procedure procedure, long seed) {
    int fewer = Math.max(1, ENOUGH_TOKENS / procedure.length());
    return of(procedure, Math.min(EXAMPLES, fewer), seed);
  }

  /**
   * The same with a number of examples of one's own.
   *
   * @param examples 1 to 100,000, of a hundred million tokens together at most
   * @throws IllegalArgumentException if there are too few or too many
   */
  public static Statistics of(Procedure procedure, int examples, long seed) {
    Limits.require("examples", examples, 1, 100_000);
    Limits.require("tokens", (long) examples * procedure.length(), 1, 100_000_000);
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
