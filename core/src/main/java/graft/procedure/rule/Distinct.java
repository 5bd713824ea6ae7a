package graft.procedure.rule;

import graft.procedure.Example;

/** Drops repeats in an example. */
final class Distinct {
  private Distinct() {}

  /**
   * Appends those of the tokens at {@code from..to-1} that do not stand at {@code start} or later.
   *
   * <p>Remembers where each token stands, in scratch memory that is never cleared, which would cost
   * V steps a draw: an entry is believed only if that token is at that place (Briggs and Torczon,
   * "An Efficient Representation for Sparse Sets", 1993).
   *
   * @param symbols more than any of the tokens
   */
  static void add(Example example, int from, int to, int start, int symbols) {
    int[] places = example.scratch(symbols);
    for (int t = from; t < to; t++) {
      int token = example.token(t);
      int place = places[token];
      boolean isThere = place >= start && place < example.length() && example.token(place) == token;
      if (!isThere) {
        places[token] = example.length();
        example.add(token);
      }
    }
  }
}
