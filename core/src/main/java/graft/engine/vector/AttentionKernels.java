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
   * y[d] = factor times the sum over keys u of p[u] v[u][d], for two rows p.
   *
   * @param p0 the first row's p, {@code p1} the second's
   * @param v where the rows of the values begin
   * @param vFeature the first of the D features there
   * @param y0 the first cell of the first row, {@code y1} of the second
   * @param factor0 where the first row's factor of each lane lies, {@code factor1} the second's
   */
  static void apply(
      float[] m,
      int p0,
      int p1,
      int v,
      int vStride,
      int vFeature,
      int features,
      int keys,
      int y0,
      int y1,
      int yStride,
      int yFeature,
      int factor0,
      int factor1) {
    for (int d = 0; d < features; ) {
      int y = Lanes.feature(yFeature + d, yStride);
      int vd = v + Lanes.feature(vFeature + d, vStride);
      if (wholeCells(yFeature + d, vFeature + d, features - d)) {
        applyToCell(m, p0, p1, vd, keys, y0 + y, y1 + y, factor0, factor1);
        d += Lanes.FEATURES;
      } else {
        applyToFeature(m, p0, p1, vd, keys, y0 + y, y1 + y, factor0, factor1);
        d++;
      }
    }
  }

  private static void applyToCell(
      float[] m, int p0, int p1, int v, int keys, int y0, int y1, int factor0, int factor1) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      int k = v + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector first = FloatVector.fromArray(Lanes.FLOATS, m, p0 + u);
        FloatVector second = FloatVector.fromArray(Lanes.FLOATS, m, p1 + u);
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
        k += Lanes.CELL;
      }
      FloatVector f = FloatVector.fromArray(Lanes.FLOATS, m, factor0 + p);
      FloatVector g = FloatVector.fromArray(Lanes.FLOATS, m, factor1 + p);
      a0.mul(f).intoArray(m, y0 + p);
      a1.mul(f).intoArray(m, y0 + p + Lanes.COUNT);
      a2.mul(f).intoArray(m, y0 + p + 2 * Lanes.COUNT);
      a3.mul(f).intoArray(m, y0 + p + 3 * Lanes.COUNT);
      b0.mul(g).intoArray(m, y1 + p);
      b1.mul(g).intoArray(m, y1 + p + Lanes.COUNT);
      b2.mul(g).intoArray(m, y1 + p + 2 * Lanes.COUNT);
      b3.mul(g).intoArray(m, y1 + p + 3 * Lanes.COUNT);
    }
  }

  private static void applyToFeature(
      float[] m, int p0, int p1, int v, int keys, int y0, int y1, int factor0, int factor1) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector b = a;
      int k = v + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, k);
        a = x.fma(FloatVector.fromArray(Lanes.FLOATS, m, p0 + u), a);
        b = x.fma(FloatVector.fromArray(Lanes.FLOATS, m, p1 + u), b);
        k += Lanes.CELL;
      }
      a.mul(FloatVector.fromArray(Lanes.FLOATS, m, factor0 + p)).intoArray(m, y0 + p);
      b.mul(FloatVector.fromArray(Lanes.FLOATS, m, factor1 + p)).intoArray(m, y1 + p);
    }
  }

  /**
   * y[u][d] += p[u] x[d] for two rows: first one, then the other.
   *
   * @param p0 the first row's p, {@code p1} the second's
   * @param x0 the first cell of the first row, {@code x1} of the second
   * @param xFeature the first of the D features there
   * @param y where the rows of the keys begin
   */
  static void spread(
      float[] m,
      int p0,
      int p1,
      int x0,
      int x1,
      int xStride,
      int xFeature,
      int features,
      int keys,
      int y,
      int yStride,
      int yFeature) {
    for (int d = 0; d < features; ) {
      int x = Lanes.feature(xFeature + d, xStride);
      int yd = y + Lanes.feature(yFeature + d, yStride);
      if (wholeCells(xFeature + d, yFeature + d, features - d)) {
        spreadCell(m, p0, p1, x0 + x, x1 + x, keys, yd);
        d += Lanes.FEATURES;
      } else {
        spreadFeature(m, p0, p1, x0 + x, x1 + x, keys, yd);
        d++;
      }
    }
  }

  private static void spreadCell(float[] m, int p0, int p1, int x0, int x1, int keys, int y) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, m, x0 + p);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, m, x0 + p + Lanes.COUNT);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, m, x0 + p + 2 * Lanes.COUNT);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, m, x0 + p + 3 * Lanes.COUNT);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, m, x1 + p);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, m, x1 + p + Lanes.COUNT);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, m, x1 + p + 2 * Lanes.COUNT);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, m, x1 + p + 3 * Lanes.COUNT);
      int k = y + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector first = FloatVector.fromArray(Lanes.FLOATS, m, p0 + u);
        FloatVector second = FloatVector.fromArray(Lanes.FLOATS, m, p1 + u);
        FloatVector s = a0.fma(first, FloatVector.fromArray(Lanes.FLOATS, m, k));
        b0.fma(second, s).intoArray(m, k);
        s = a1.fma(first, FloatVector.fromArray(Lanes.FLOATS, m, k + Lanes.COUNT));
        b1.fma(second, s).intoArray(m, k + Lanes.COUNT);
        s = a2.fma(first, FloatVector.fromArray(Lanes.FLOATS, m, k + 2 * Lanes.COUNT));
        b2.fma(second, s).intoArray(m, k + 2 * Lanes.COUNT);
        s = a3.fma(first, FloatVector.fromArray(Lanes.FLOATS, m, k + 3 * Lanes.COUNT));
        b3.fma(second, s).intoArray(m, k + 3 * Lanes.COUNT);
        k += Lanes.CELL;
      }
    }
  }

  private static void spreadFeature(float[] m, int p0, int p1, int x0, int x1, int keys, int y) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a = FloatVector.fromArray(Lanes.FLOATS, m, x0 + p);
      FloatVector b = FloatVector.fromArray(Lanes.FLOATS, m, x1 + p);
      int k = y + p;
      for (int u = p; u < keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector s =
            a.fma(
                FloatVector.fromArray(Lanes.FLOATS, m, p0 + u),
                FloatVector.fromArray(Lanes.FLOATS, m, k));
        b.fma(FloatVector.fromArray(Lanes.FLOATS, m, p1 + u), s).intoArray(m, k);
        k += Lanes.CELL;
      }
    }
  }
}
