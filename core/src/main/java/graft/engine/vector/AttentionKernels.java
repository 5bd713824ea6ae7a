package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of attention for one head, on rows (see {@link Lanes}) that lie in one array {@code
 * m}; rows and keys go in pairs.
 *
 * <p>D features of the head, which begin at one feature of one operand and at another of the other.
 * A row of scores or probabilities is [key][lane].
 */
final class AttentionKernels {
  private AttentionKernels() {}

  /** Whether a cell of one operand meets a cell of the other. */
  private static boolean wholeCells(int a, int b, int rest) {
    return a % Lanes.FEATURES == 0 && b % Lanes.FEATURES == 0 && rest >= Lanes.FEATURES;
  }

  /**
   * s[u] = sum over D of q[d] k[u][d] for two rows q.
   *
   * @param q0 the first cell of the first row, {@code q1} of the second
   * @param qFeature the first of the D features there
   * @param k where the rows of the keys begin
   * @param s0 receives the first row's scores, {@code s1} the second's
   */
  static void scores(
      float[] m,
      int q0,
      int q1,
      int qStride,
      int qFeature,
      int k,
      int kStride,
      int kFeature,
      int features,
      int keys,
      int s0,
      int s1) {
    for (int d = 0; d < features; ) {
      int q = Lanes.feature(qFeature + d, qStride);
      int kd = k + Lanes.feature(kFeature + d, kStride);
      if (wholeCells(qFeature + d, kFeature + d, features - d)) {
        scoresOfCell(m, q0 + q, q1 + q, kd, keys, s0, s1, d > 0);
        d += Lanes.FEATURES;
      } else {
        scoresOfFeature(m, q0 + q, q1 + q, kd, keys, s0, s1, d > 0);
        d++;
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

  /**
   * y[d] = sum over n of p[n] v[n][d] for two rows p.
   *
   * @param p0 the first row's factor of the first of {@code count} terms, {@code p1} the second's
   * @param step from one term's factor to the next
   * @param v the first term's first cell
   * @param vFeature the first of the D features there
   * @param y0 the first cell of the first row, {@code y1} of the second
   */
  static void apply(
      float[] m,
      int p0,
      int p1,
      int step,
      int v,
      int vStride,
      int vFeature,
      int features,
      int count,
      int y0,
      int y1,
      int yStride,
      int yFeature) {
    for (int d = 0; d < features; ) {
      int y = Lanes.feature(yFeature + d, yStride);
      int vd = v + Lanes.feature(vFeature + d, vStride);
      if (wholeCells(yFeature + d, vFeature + d, features - d)) {
        applyToCell(m, p0, p1, step, vd, count, y0 + y, y1 + y);
        d += Lanes.FEATURES;
      } else {
        applyToFeature(m, p0, p1, step, vd, count, y0 + y, y1 + y);
        d++;
      }
    }
  }

  private static void applyToCell(
      float[] m, int p0, int p1, int step, int v, int count, int y0, int y1) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      int s = p0 + p;
      int t = p1 + p;
      for (int k = v + p; k < v + count * Lanes.CELL; k += Lanes.CELL) {
        FloatVector first = FloatVector.fromArray(Lanes.FLOATS, m, s);
        FloatVector second = FloatVector.fromArray(Lanes.FLOATS, m, t);
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, k);
        a0 = x.fma(first, a0);
        b0 = x.fma(second, b0);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + Lanes.COUNT);
        a1 = x.fma(first, a1);
        b1 = x.fma(second, b1);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + 2 * Lanes.COUNT);
        a2 = x.fma(first, a2);
        b2 = x.fma(second, b2);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + 3 * Lanes.COUNT);
        a3 = x.fma(first, a3);
        b3 = x.fma(second, b3);
        s += step;
        t += step;
      }
      a0.intoArray(m, y0 + p);
      a1.intoArray(m, y0 + p + Lanes.COUNT);
      a2.intoArray(m, y0 + p + 2 * Lanes.COUNT);
      a3.intoArray(m, y0 + p + 3 * Lanes.COUNT);
      b0.intoArray(m, y1 + p);
      b1.intoArray(m, y1 + p + Lanes.COUNT);
      b2.intoArray(m, y1 + p + 2 * Lanes.COUNT);
      b3.intoArray(m, y1 + p + 3 * Lanes.COUNT);
    }
  }

  private static void applyToFeature(
      float[] m, int p0, int p1, int step, int v, int count, int y0, int y1) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector b = a;
      int s = p0 + p;
      int t = p1 + p;
      for (int k = v + p; k < v + count * Lanes.CELL; k += Lanes.CELL) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, k);
        a = x.fma(FloatVector.fromArray(Lanes.FLOATS, m, s), a);
        b = x.fma(FloatVector.fromArray(Lanes.FLOATS, m, t), b);
        s += step;
        t += step;
      }
      a.intoArray(m, y0 + p);
      b.intoArray(m, y1 + p);
    }
  }
}
