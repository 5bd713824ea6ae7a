package graft.app.data;

import graft.procedure.Example;
import graft.procedure.Procedure;

/**
 * Two arrays in NumPy's file format, version 1.0, both of shape [N, L] and in C order: the tokens
 * as int32, padded to the procedure's length L; and as uint8 a 1 at [i, p] where the prediction of
 * token p + 1 of example i counts, else 0.
 *
 * <p>The heads are byte for byte those that {@code numpy.save} writes (NEP 1, and room for the
 * first axis to grow, as of NumPy 1.24).
 *
 * @param length of a padded example
 * @param pad the token that fills it up
 * @param count number of examples
 */
record NumpyArrays(int length, int pad, long count) implements Encoder {
  private static final int MAGIC = 10;
  private static final int ALIGNMENT = 64;
  private static final int MOST_DIGITS = 21;

  NumpyArrays(Procedure procedure, long count) {
    this(procedure.length(), procedure.vocabulary().pad(), count);
  }

  @Override
  public int files() {
    return 2;
  }

  @Override
  public void begin(Bytes[] files) {
    head("<i4", files[0]);
    head("|u1", files[1]);
  }

  private void head(String type, Bytes file) {
    String shape =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(type, count, length);
    String text = shape + " ".repeat(MOST_DIGITS - Long.toString(count).length());
    int end = Math.ceilDiv(MAGIC + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    file.add(0x93);
    file.addText("NUMPY");
    file.add(1);
    file.add(0);
    file.addShort(end - MAGIC);
    file.addText(text + " ".repeat(end - MAGIC - text.length() - 1) + "\n");
  }

  @Override
  public void add(long index, Example example, Bytes[] files) {
    for (int t = 0; t < length; t++) {
      files[0].addInt(t < example.length() ? example.token(t) : pad);
    }
    int row = files[1].size();
    files[1].addZeros(length);
    for (int i = 0; i < example.countedLength(); i++) {
      files[1].mark(row + example.counted(i));
    }
  }
}
