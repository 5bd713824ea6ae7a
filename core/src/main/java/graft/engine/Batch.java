package graft.engine;

import java.util.Arrays;

/**
 * Sequences of differing lengths and the predictions in them that count, in flat reusable arrays.
 *
 * <p>A prediction is (position, target): the logits at {@code position} should name {@code target}.
 * A sequence ends at its last counted position, since nothing behind it can reach the loss.
 *
 * <p>A position holds a token, or in a batch {@link #ofBits} a vector of bits. Then the model's
 * input is the sum of the rows of its token embedding whose bits are set, which is a linear layer
 * on the vector; a prediction's targets are the bits of a vector, whose logits each have a sigmoid
 * of their own; and what is said of tokens holds for bits.
 */
public final class Batch {
  /** Bits of a position, or 0 for a token. */
  private final int bits;

  /** Tokens or bits of a position. */
  private final int width;

  private int size;
  private int[] tokens = new int[1024];
  private int[] tokenStart = new int[65];
  private int[] positions = new int[256];
  private int[] targets = new int[256];
  private int[] countStart = new int[65];

  /** An empty batch whose positions hold a token each. */
  public Batch() {
    this(0);
  }

  private Batch(int bits) {
    this.bits = bits;
    this.width = Math.max(1, bits);
  }

  /**
   * An empty batch whose positions hold a vector of bits each.
   *
   * @param bits how many; 0 for tokens
   */
  public static Batch ofBits(int bits) {
    if (bits < 0) {
      throw new IllegalArgumentException("a position must hold 0 or more bits, not " + bits);
    }
    return new Batch(bits);
  }

  /** Number of bits that a position holds, or 0 if it holds a token. */
  public int bitsPerPosition() {
    return bits;
  }

  /** Forgets all sequences and keeps the memory. */
  public void clear() {
    size = 0;
  }

  /**
   * Appends a sequence.
   *
   * @param sequence token ids, or [position][bit]; {@code length} positions are read, where {@code
   *     length - 1} is the last counted one
   * @param counted ascending positions in {@code 0..length-1} whose predictions count
   * @param wanted the token that each of them should predict, or [prediction][bit]
   * @param count how many predictions, at least 1
   */
  public void add(int[] sequence, int[] counted, int[] wanted, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a sequence needs at least one prediction that counts");
    }
    int length = counted[count - 1] + 1;
    int firstToken = tokenStart[size];
    int firstCount = countStart[size];
    tokens = grown(tokens, (firstToken + length) * width);
    positions = grown(positions, firstCount + count);
    targets = grown(targets, (firstCount + count) * width);
    tokenStart = grown(tokenStart, size + 2);
    countStart = grown(countStart, size + 2);
    System.arraycopy(sequence, 0, tokens, firstToken * width, length * width);
    System.arraycopy(counted, 0, positions, firstCount, count);
    System.arraycopy(wanted, 0, targets, firstCount * width, count * width);
    size++;
    tokenStart[size] = firstToken + length;
    countStart[size] = firstCount + count;
  }

  private static int[] grown(int[] array, int length) {
    return length <= array.length
        ? array
        : Arrays.copyOf(array, Math.max(length, 2 * array.length));
  }

  /** Number of sequences (B). */
  public int size() {
    return size;
  }

  /** Number of positions of sequence {@code b} (T of that sequence). */
  public int length(int b) {
    return tokenStart[b + 1] - tokenStart[b];
  }

  /** Number of input tokens of all sequences, or of input bits. */
  public int tokenCount() {
    return tokenStart[size] * width;
  }

  /** Input token at position {@code t} of sequence {@code b}. */
  public int token(int b, int t) {
    return tokens[tokenStart[b] + t];
  }

  /** Bit {@code i} at position {@code t} of sequence {@code b}. */
  public int bit(int b, int t, int i) {
    return tokens[(tokenStart[b] + t) * width + i];
  }

  /** Number of predictions of all sequences that count. */
  public int predictionCount() {
    return countStart[size];
  }

  /**
   * Index of the first prediction of sequence {@code b}; those of {@code b} end before that of
   * {@code b + 1}.
   */
  public int firstPrediction(int b) {
    return countStart[b];
  }

  /** Position in its sequence of prediction {@code i}. */
  public int position(int i) {
    return positions[i];
  }

  /** Number of targets of all predictions: one each, or one for each bit. */
  public int targetCount() {
    return countStart[size] * width;
  }

  /**
   * The token that prediction {@code i} should name; or bit {@code j} of a prediction as target
   * number {@code prediction * bitsPerPosition() + j}.
   */
  public int target(int i) {
    return targets[i];
  }

  /** Number of counted predictions of sequence {@code b}. */
  public int predictionCount(int b) {
    return countStart[b + 1] - countStart[b];
  }

  /** Length of the longest sequence, 0 for an empty batch. */
  public int maxLength() {
    int longest = 0;
    for (int b = 0; b < size; b++) {
      longest = Math.max(longest, length(b));
    }
    return longest;
  }

  /**
   * Checks that a model can read this batch.
   *
   * @throws IllegalArgumentException naming the first token, target or length that does not fit
   */
  public void requireFits(int vocabulary, int maxPositions) {
    if (size == 0) {
      throw new IllegalArgumentException("the batch is empty");
    }
    if (maxLength() > maxPositions) {
      throw new IllegalArgumentException(
          "a sequence of "
              + maxLength()
              + " tokens does not fit a model of "
              + maxPositions
              + " positions");
    }
    if (bits > 0) {
      requireBits(vocabulary);
      return;
    }
    requireBelow(vocabulary, tokens, tokenCount(), "token");
    requireBelow(vocabulary, targets, predictionCount(), "target");
  }

  /**
   * Checks that tokens can be generated.
   *
   * @throws IllegalArgumentException if positions hold bits
   */
  public void requireTokens() {
    if (bits > 0) {
      throw new IllegalArgumentException(
          "a model generates tokens, and not vectors of " + bits + " bits");
    }
  }

  private void requireBits(int vocabulary) {
    if (bits != vocabulary) {
      throw new IllegalArgumentException(
          "positions of %d bits need a model whose vocabulary is as many, not %d"
              .formatted(bits, vocabulary));
    }
    requireBits(tokens, tokenCount());
    requireBits(targets, targetCount());
  }

  private static void requireBits(int[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (values[i] != 0 && values[i] != 1) {
        throw new IllegalArgumentException("a bit must be 0 or 1, not " + values[i]);
      }
    }
  }

  private static void requireBelow(int vocabulary, int[] ids, int count, String what) {
    for (int i = 0; i < count; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new IllegalArgumentException(
            what + " " + ids[i] + " is outside the model's vocabulary 0.." + (vocabulary - 1));
      }
    }
  }
}
