package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Products of queries and keys of one head, on rows (see {@link Lanes}) that lie in one array
 * {@code m}. Up to {@link Group.Rows#BLOCK} rows go together, so that the keys, which outgrow the
 * nearest cache, are read once for all of them.
 *
 * <p>D features of the head, which begin at one feature of one operand and at another of the other.
 * A row of scores is [key][lane].
 */
final class ScoreKernels {
  private ScoreKernels() {}

  /**
   * s[u] = sum over D of q[d] k[u][d] for {@code rows} successive rows q, four at most.
   *
   * @param q the first row's first cell
   * @param qFeature the first of the D features there
   * @param k where the rows of the keys begin
   * @param s receives the first row's scores, the next row's {@code sStep} behind
   */
  static void scores(
      float[] m,
      int q,
      int qStride,
      int qFeature,
      int rows,
      int k,
      int kStride,
      int kFeature,
      int features,
      int keys,
      int s,
      int sStep) {
    for (int d = 0; d < features; ) {
      int qd = q + Lanes.feature(qFeature + d, qStride);
      int kd = k + Lanes.feature(kFeature + d, kStride);
      boolean cells = Lanes.wholeCells(qFeature + d, kFeature + d, features - d);
      if (cells && rows == Group.Rows.BLOCK) {
        scoresOfFour(m, qd, kd, keys, s, sStep, d > 0);
      } else {
        scoresOfPairs(m, qd, rows, kd, keys, s, sStep, d > 0, cells);
      }
      d += cells ? Lanes.FEATURES : 1;
    }
  }

  /** A last row without a partner is its own. */
  private static void scoresOfPairs(
      float[] m, int q, int rows, int k, int keys, int s, int sStep, boolean add, boolean cells) {
    for (int r = 0; r < rows; r += 2) {
      int second = Math.min(r + 1, rows - 1);
      int q0 = q + r * Lanes.CELL;
      int q1 = q + second * Lanes.CELL;
      int s0 = s + r * sStep;
      int s1 = s + second * sStep;
      if (cells) {
        scoresOfCell(m, q0, q1, k, keys, s0, s1, add);
      } else {
        scoresOfFeature(m, q0, q1, k, keys, s0, s1, add);
      }
    }
  }

  /** Four rows, which lie side by side, and a cell of each key. */
  private static void scoresOfFour(
      float[] m, int q, int k, int keys, int s, int sStep, boolean add) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, m, q + p);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, m, q + p + Lanes.COUNT);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, m, q + p + 2 * Lanes.COUNT);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, m, q + p + 3 * Lanes.COUNT);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, m, q + Lanes.CELL + p);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, m, q + Lanes.CELL + p + Lanes.COUNT);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, m, q + Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, m, q + Lanes.CELL + p + 3 * Lanes.COUNT);
      FloatVector c0 = FloatVector.fromArray(Lanes.FLOATS, m, q + 2 * Lanes.CELL + p);
      FloatVector c1 = FloatVector.fromArray(Lanes.FLOATS, m, q + 2 * Lanes.CELL + p + Lanes.COUNT);
      FloatVector c2 =
          FloatVector.fromArray(Lanes.FLOATS, m, q + 2 * Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector c3 =
          FloatVector.fromArray(Lanes.FLOATS, m, q + 2 * Lanes.CELL + p + 3 * Lanes.COUNT);
      FloatVector d0 = FloatVector.fromArray(Lanes.FLOATS, m, q + 3 * Lanes.CELL + p);
      FloatVector d1 = FloatVector.fromArray(Lanes.FLOATS, m, q + 3 * Lanes.CELL + p + Lanes.COUNT);
      FloatVector d2 =
          FloatVector.fromArray(Lanes.FLOATS, m, q + 3 * Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector d3 =
          FloatVector.fromArray(Lanes.FLOATS, m, q + 3 * Lanes.CELL + p + 3 * Lanes.COUNT);
      int at = k + p;
      for (int u = s + p; u < s + keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at);
        FloatVector r0 = add ? x.fma(a0, FloatVector.fromArray(Lanes.FLOATS, m, u)) : x.mul(a0);
        FloatVector r1 =
            add ? x.fma(b0, FloatVector.fromArray(Lanes.FLOATS, m, u + sStep)) : x.mul(b0);
        FloatVector r2 =
            add ? x.fma(c0, FloatVector.fromArray(Lanes.FLOATS, m, u + 2 * sStep)) : x.mul(c0);
        FloatVector r3 =
            add ? x.fma(d0, FloatVector.fromArray(Lanes.FLOATS, m, u + 3 * sStep)) : x.mul(d0);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + Lanes.COUNT);
        r0 = x.fma(a1, r0);
        r1 = x.fma(b1, r1);
        r2 = x.fma(c1, r2);
        r3 = x.fma(d1, r3);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + 2 * Lanes.COUNT);
        r0 = x.fma(a2, r0);
        r1 = x.fma(b2, r1);
        r2 = x.fma(c2, r2);
        r3 = x.fma(d2, r3);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + 3 * Lanes.COUNT);
        r0 = x.fma(a3, r0);
        r1 = x.fma(b3, r1);
        r2 = x.fma(c3, r2);
        r3 = x.fma(d3, r3);
        r0.intoArray(m, u);
        r1.intoArray(m, u + sStep);
        r2.intoArray(m, u + 2 * sStep);
        r3.intoArray(m, u + 3 * sStep);
        at += Lanes.CELL;
      }
    }
  }

  private static void scoresOfCell(
      float[] m, int q0, int q1, int k, int keys, int s0, int s1, boolean add) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector q00 = FloatVector.fromArray(Lanes.FLOATS, m, q0 + p);
      FloatVector q01 = FloatVector.fromArray(Lanes.FLOATS, m, q0 + p + Lanes.COUNT);
      FloatVector q02 = FloatVector.fromArray(Lanes.FLOATS, m, q0 + p + 2 * Lanes.COUNT);
      FloatVector q03 = FloatVector.fromArray(Lanes.FLOATS, m, q0 + p + 3 * Lanes.COUNT);
      FloatVector q10 = FloatVector.fromArray(Lanes.FLOATS, m, q1 + p);
      FloatVector q11 = FloatVector.fromArray(Lanes.FLOATS, m, q1 + p + Lanes.COUNT);
      FloatVector q12 = FloatVector.fromArray(Lanes.FLOATS, m, q1 + p + 2 * Lanes.COUNT);
      FloatVector q13 = FloatVector.fromArray(Lanes.FLOATS, m, q1 + p + 3 * Lanes.COUNT);
      int at = k + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at);
        FloatVector r0 =
            add ? x.fma(q00, FloatVector.fromArray(Lanes.FLOATS, m, s0 + u)) : x.mul(q00);
        FloatVector r1 =
            add ? x.fma(q10, FloatVector.fromArray(Lanes.FLOATS, m, s1 + u)) : x.mul(q10);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + Lanes.COUNT);
        r0 = x.fma(q01, r0);
        r1 = x.fma(q11, r1);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + 2 * Lanes.COUNT);
        r0 = x.fma(q02, r0);
        r1 = x.fma(q12, r1);
        x = FloatVector.fromArray(Lanes.FLOATS, m, at + 3 * Lanes.COUNT);
        r0 = x.fma(q03, r0);
        r1 = x.fma(q13, r1);
        r0.intoArray(m, s0 + u);
        r1.intoArray(m, s1 + u);
        at += Lanes.CELL;
      }
    }
  }

  private static void scoresOfFeature(
      float[] m, int q0, int q1, int k, int keys, int s0, int s1, boolean add) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, m, q0 + p);
      FloatVector b = FloatVector.fromArray(Lanes.FLOATS, m, q1 + p);
      int at = k + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at);
        FloatVector r0 = add ? x.fma(a, FloatVector.fromArray(Lanes.FLOATS, m, s0 + u)) : x.mul(a);
        FloatVector r1 = add ? x.fma(b, FloatVector.fromArray(Lanes.FLOATS, m, s1 + u)) : x.mul(b);
        r0.intoArray(m, s0 + u);
        r1.intoArray(m, s1 + u);
        at += Lanes.CELL;
      }
    }
  }
}
