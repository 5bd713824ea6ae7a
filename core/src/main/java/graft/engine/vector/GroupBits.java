package graft.engine.vector;

import graft.engine.Batch;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * The vectors of bits that a {@link Group} holds instead of tokens, and what the token table's rows
 * do with them: a position's input is the sum of the rows whose bits are set, in ascending order.
 */
final class GroupBits {
  /** Bits of a position, or 0 if positions hold tokens. */
  int count;

  /**
   * [slot][bit][lane]: -1 where the wanted bit is 1, otherwise 1; also in lanes without a
   * prediction.
   */
  float[] signs = new float[0];

  /** [token][lane][..] numbers of the bits that are set, ascending. */
  private int[] set = new int[0];

  /** [token][lane] where they end; a lane that is shorter has none. */
  private int[] ends = new int[0];

  /** Takes the bits of the sequences that {@code group} has taken. */
  void read(Batch batch, Group group) {
    count = batch.bitsPerPosition();
    if (count == 0) {
      return;
    }
    int positions = group.tokens * Lanes.COUNT;
    ends = ends.length >= positions ? ends : new int[positions];
    set = set.length >= positions * count ? set : new int[positions * count];
    for (int t = 0; t < group.tokens; t++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        readPosition(batch, group, t, lane);
      }
    }
    readTargets(batch, group);
  }

  private void readPosition(Batch batch, Group group, int t, int lane) {
    int end = start(t, lane);
    for (int i = 0; t < group.length[lane] && i < count; i++) {
      if (batch.bit(group.sequence[lane], t, i) == 1) {
        set[end++] = i;
      }
    }
    ends[t * Lanes.COUNT + lane] = end;
  }

  private void readTargets(Batch batch, Group group) {
    int size = group.slots * count * Lanes.COUNT;
    signs = signs.length >= size ? signs : new float[size];
    Arrays.fill(signs, 0, size, 1);
    for (int j = 0; j < group.slots; j++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int prediction = group.prediction[j * Lanes.COUNT + lane];
        for (int i = 0; prediction >= 0 && i < count; i++) {
          int at = (j * count + i) * Lanes.COUNT + lane;
          signs[at] = 1 - 2 * batch.target(prediction * count + i);
        }
      }
    }
  }

  private int start(int t, int lane) {
    return (t * Lanes.COUNT + lane) * count;
  }

  /**
   * Row l of the square := the sum of 16 floats of the rows that lane l's bits choose.
   *
   * @param table the first of these floats in the table's first row, likewise below
   */
  void look(float[] weights, int table, int t, int width, float[] m, int square) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int end = ends[t * Lanes.COUNT + lane];
      for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int k = start(t, lane); k < end; k++) {
          sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, weights, table + set[k] * width + p));
        }
        sum.intoArray(m, square + lane * Lanes.COUNT + p);
      }
    }
  }

  /** The same sum of a single float. */
  float sum(float[] weights, int table, int t, int lane, int width) {
    float sum = 0;
    for (int k = start(t, lane); k < ends[t * Lanes.COUNT + lane]; k++) {
      sum += weights[table + set[k] * width];
    }
    return sum;
  }

  /** The 16 floats of the rows that lane l's bits choose += row l of the square. */
  void spread(float[] m, int square, int t, int table, int width, float[] tables) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int end = ends[t * Lanes.COUNT + lane];
      for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
        FloatVector d = FloatVector.fromArray(Lanes.FLOATS, m, square + lane * Lanes.COUNT + p);
        for (int k = start(t, lane); k < end; k++) {
          int to = table + set[k] * width + p;
          d.add(FloatVector.fromArray(Lanes.FLOATS, tables, to)).intoArray(tables, to);
        }
      }
    }
  }

  /** The same for a single float. */
  void add(float d, int t, int lane, int table, int width, float[] tables) {
    for (int k = start(t, lane); k < ends[t * Lanes.COUNT + lane]; k++) {
      tables[table + set[k] * width] += d;
    }
  }
}
