package graft.procedure;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Example inner;
  private final IdentityHashMap<Procedure, Object> prepared = new IdentityHashMap<>();

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

  /** Replaces token {@code t}. */
  public void set(int t, int token) {
    tokens[t] = token;
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

  /** A further example, empty, in which a procedure draws a part of this one; always the same. */
  public Example inner() {
    Example part = inner == null ? new Example() : inner;
    inner = part;
    part.clear();
    return part;
  }

  /**
   * What {@code procedure} would have to make anew for every draw: made at its first draw into this
   * example and kept here, since procedures hold no state and drawing must not allocate.
   *
   * @param make always the same for a procedure
   */
  @SuppressWarnings("unchecked") // What make made for the procedure.
  public <P extends Procedure, T> T prepared(P procedure, Function<? super P, T> make) {
    Object known = prepared.get(procedure);
    if (known == null) {
      known = make.apply(procedure);
      prepared.put(procedure, known);
    }
    return (T) known;
  }
}
