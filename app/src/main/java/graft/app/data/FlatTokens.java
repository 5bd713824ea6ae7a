package graft.app.data;

import graft.procedure.Example;
import graft.procedure.Procedure;

/**
 * One example after another in unsigned 16-bit numbers, the lower byte first, without any head: the
 * stream of tokens that nanoGPT reads. Every example is padded to the procedure's length L, so
 * example i stands at tokens iL to iL+L-1.
 *
 * @param length of a padded example
 * @param pad the token that fills it up
 */
record FlatTokens(int length, int pad) implements Encoder {
  FlatTokens(Procedure procedure) {
    this(procedure.length(), procedure.vocabulary().pad());
  }

  @Override
  public void add(long index, Example example, Bytes[] files) {
    for (int t = 0; t < length; t++) {
      files[0].addShort(t < example.length() ? example.token(t) : pad);
    }
  }
}
