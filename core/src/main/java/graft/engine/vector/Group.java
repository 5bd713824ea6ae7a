package graft.engine.vector;

import graft.engine.Batch;
import java.util.Arrays;

/**
 * Up to sixteen sequences side by side, one per lane. A lane that is shorter than the group, or
 * empty, reads token 0 and is never attended to by a prediction that counts.
 *
 * <p>The last block works on slots: slot j is the j-th counted prediction of every lane. Where a
 * lane has fewer, the slot stands at position 0 and has no target.
 */
final class Group {
  /** Index in the batch of each lane's sequence, or -1. */
  final int[] sequence = new int[Lanes.COUNT];

  /** Input tokens of each lane. */
  final int[] length = new int[Lanes.COUNT];

  /** Length of the longest lane (T). */
  int tokens;

  /** Largest number of predictions of a lane. */
  int slots;

  /**
   * Whether slot j stands at position j in every lane, so that slots and tokens are the same rows.
   */
  boolean everywhere;

  /** [token][lane] token ids; undefined where positions hold bits. */
  int[] token = new int[0];

  /** What positions hold instead of tokens. */
  final GroupBits bits = new GroupBits();

  /** [slot][lane] position. */
  int[] position = new int[0];

  /** [slot][lane] wanted token, or -1; always -1 where positions hold bits. */
  int[] target = new int[0];

  /** [slot][lane] index of the prediction in the batch. */
  int[] prediction = new int[0];

  /**
   * Takes the sequences {@code order[from..]} of the batch, as many as there are lanes and
   * sequences.
   */
  void read(Batch batch, int[] order, int from) {
    tokens = 0;
    slots = 0;
    everywhere = true;
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int b = from + lane < batch.size() ? order[from + lane] : -1;
      sequence[lane] = b;
      length[lane] = b < 0 ? 0 : batch.length(b);
      tokens = Math.max(tokens, length[lane]);
      if (b >= 0) {
        slots = Math.max(slots, batch.predictionCount(b));
        everywhere &= batch.predictionCount(b) == length[lane];
      }
    }
    token = sized(token, tokens);
    position = sized(position, slots);
    target = sized(target, slots);
    prediction = sized(prediction, slots);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      readLane(batch, lane);
    }
    bits.read(batch, this);
  }

  private void readLane(Batch batch, int lane) {
    int b = sequence[lane];
    boolean holdsTokens = batch.bitsPerPosition() == 0;
    for (int t = 0; holdsTokens && t < tokens; t++) {
      token[t * Lanes.COUNT + lane] = t < length[lane] ? batch.token(b, t) : 0;
    }
    int count = b < 0 ? 0 : batch.predictionCount(b);
    for (int j = 0; j < slots; j++) {
      int at = j * Lanes.COUNT + lane;
      int i = j < count ? batch.firstPrediction(b) + j : -1;
      position[at] = i < 0 ? (everywhere ? j : 0) : batch.position(i);
      target[at] = i < 0 || !holdsTokens ? -1 : batch.target(i);
      prediction[at] = i;
    }
  }

  private static int[] sized(int[] array, int rows) {
    return array.length >= rows * Lanes.COUNT ? array : new int[rows * Lanes.COUNT];
  }

  /**
   * Gives every token a slot, whether its prediction counts or not, after {@link #read}: for {@link
   * GroupPass#generate}, which needs no targets.
   */
  void slotsEverywhere(Batch batch) {
    slots = tokens;
    everywhere = true;
    position = sized(position, slots);
    prediction = sized(prediction, slots);
    Arrays.fill(prediction, -1);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      for (int t = 0; t < tokens; t++) {
        position[t * Lanes.COUNT + lane] = t;
      }
      int b = sequence[lane];
      for (int j = 0; b >= 0 && j < batch.predictionCount(b); j++) {
        int i = batch.firstPrediction(b) + j;
        prediction[batch.position(i) * Lanes.COUNT + lane] = i;
      }
    }
  }

  /** The first token at which a lane has a prediction; with {@link #slotsEverywhere}. */
  int firstPrediction() {
    int at = 0;
    while (prediction[at] < 0) {
      at++;
    }
    return at / Lanes.COUNT;
  }

  /** Lets each lane with a prediction at token t read its answer next. */
  void follow(int t, int[] predicted) {
    for (int lane = 0; t + 1 < tokens && lane < Lanes.COUNT; lane++) {
      int i = prediction[t * Lanes.COUNT + lane];
      if (i >= 0) {
        token[(t + 1) * Lanes.COUNT + lane] = predicted[i];
      }
    }
  }

  /** Takes the extent of sequences that are equally long and count everywhere, for a layout. */
  void uniform(int length) {
    tokens = length;
    slots = length;
    everywhere = true;
    position = sized(position, length);
  }

  /**
   * Indices of the batch's sequences from the longest to the shortest, equal lengths in the batch's
   * order.
   */
  static int[] byLength(Batch batch, int[] order) {
    int[] result = order.length >= batch.size() ? order : new int[batch.size()];
    int[] start = new int[batch.maxLength() + 2];
    for (int b = 0; b < batch.size(); b++) {
      start[batch.length(b)]++;
    }
    int sum = 0;
    for (int length = start.length - 1; length >= 0; length--) {
      int count = start[length];
      start[length] = sum;
      sum += count;
    }
    for (int b = 0; b < batch.size(); b++) {
      result[start[batch.length(b)]++] = b;
    }
    return result;
  }

  /** Some rows of the group, and the keys that they read. */
  static final class Rows {
    /** Rows that attention takes together. */
    static final int BLOCK = 4;

    int count;

    /** The first row of those that a forward pass works on: all of them unless it goes on. */
    int first;

    /** The row behind the last of them. */
    int end;

    /** See {@link Lanes#stride}. */
    int stride;

    /** The last key that each lane of each row reads, [row][lane]. */
    float[] limits = new float[0];

    /** The most keys that a lane of the row reads; does not fall from row to row. */
    int[] keys = new int[0];

    /** The least last key of the row. */
    int[] shared = new int[0];

    /** Whether the last key of the row is the same in every lane. */
    boolean[] aligned = new boolean[0];

    /**
     * Where each row of one head's scores begins, and how many floats there are. A row is as long
     * as its block needs (see {@link #scoresStep}).
     */
    int[] scores = new int[0];

    long scoresSize;

    /** Row t reads keys 0..t in every lane. */
    void causal(int tokens) {
      size(tokens);
      for (int t = 0; t < tokens; t++) {
        Arrays.fill(limits, t * Lanes.COUNT, (t + 1) * Lanes.COUNT, t);
        keys[t] = t + 1;
        shared[t] = t;
        aligned[t] = true;
      }
      packScores();
    }

    /** Row j reads keys up to the position of slot j. */
    void slots(Group group) {
      size(group.slots);
      for (int j = 0; j < count; j++) {
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          int p = group.position[j * Lanes.COUNT + lane];
          limits[j * Lanes.COUNT + lane] = p;
          most = Math.max(most, p);
          least = Math.min(least, p);
        }
        keys[j] = Math.max(most + 1, j > 0 ? keys[j - 1] : 0);
        shared[j] = least;
        aligned[j] = least == most;
      }
      packScores();
    }

    private void packScores() {
      scoresSize = 0;
      for (int r = 0; r < count; r++) {
        scores[r] = (int) scoresSize;
        scoresSize += scoresStep(r);
      }
    }

    /** Lets a forward pass work on rows {@code from..to-1} alone. */
    void only(int from, int to) {
      first = from;
      end = to;
    }

    /** Rows that a forward pass works on. */
    int passed() {
      return end - first;
    }

    /** Rows of the block that begins at row {@code r}. */
    int blockRows(int r) {
      return Math.min(BLOCK, end - r);
    }

    /** The most keys that a row reads of the block in which row {@code r} lies. */
    int blockKeys(int r) {
      return keys[lastOfBlock(r, end)];
    }

    /** Floats of a row of scores: an odd number of cache lines (see {@link Lanes#stride}). */
    int scoresStep(int r) {
      return (keys[lastOfBlock(r, count)] | 1) * Lanes.COUNT;
    }

    private static int lastOfBlock(int r, int end) {
      return Math.min(r | BLOCK - 1, end - 1);
    }

    private void size(int rows) {
      count = rows;
      only(0, rows);
      stride = Lanes.stride(rows);
      if (keys.length < rows) {
        limits = new float[rows * Lanes.COUNT];
        keys = new int[rows];
        shared = new int[rows];
        aligned = new boolean[rows];
        scores = new int[rows];
      }
    }
  }
}
