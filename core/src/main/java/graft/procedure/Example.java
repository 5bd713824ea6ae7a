package graft.procedure;

import java.util.Arrays;

/**
 * One sequence and which of its predictions count, in a buffer that is filled again and again.
 *
 * <p>A counted position p means: the model, having read tokens 0..p, is trained and scored on
 * predicting token p + 1. Padding at the end is left out, unless predicting it counts; a
 * procedure's {@link Procedure#length} and {@link Vocabulary#pad} give the padded form.
 */
public final class Example {
  private int[] tokens = new int[64];
  private int length;
  private int[] counted = new int[64];
  private int count;
  private int[] scratch = new int[0];

  /** Empties the example. */
  public void clear() {
    length = 0;
    count = 0;
  }

  /** Appends a token. */
  public void add(int token) {
    if (length == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * length);
    }
    tokens[length++] = token;
  }

  /**
   * Lets the prediction at {@code position} count, that of token {@code position + 1}; positions
   * must ascend.
   */
  public void count(int position) {
    if (count > 0 && position <= counted[count - 1]) {
      throw new IllegalArgumentException(
          "counted positions must ascend: " + position + " after " + counted[count - 1]);
    }
    if (count == counted.length) {
      counted = Arrays.copyOf(counted, 2 * count);
    }
    counted[count++] = position;
  }

  /** Lets the predictions at positions {@code from..to-1} count. */
  public void count(int from, int to) {
    for (int position = from; position < to; position++) {
      count(position);
    }
  }

  /** Number of tokens. */
  public int length() {
    return length;
  }

  /** Token {@code t}. */
  public int token(int t) {
    return tokens[t];
  }

  /** Number of counted predictions. */
  public int countedLength() {
    return count;
  }

  /** Position of counted prediction {@code i}, ascending in i. */
  public int counted(int i) {
    return counted[i];
  }

  /** A copy of the tokens. */
  public int[] tokens() {
    return Arrays.copyOf(tokens, length);
  }

  /** A copy of the counted positions. */
  public int[] counted() {
    return Arrays.copyOf(counted, count);
  }

  /**
   * Working memory of at least {@code size} ints for the procedure that fills this example;
   * contents undefined.
   */
  public int[] scratch(int size) {
    if (scratch.length < size) {
      scratch = new int[size];
    }
    return scratch;
  }
}
