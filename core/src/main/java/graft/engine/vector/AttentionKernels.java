package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The products of attention for one head, on rows (see {@link Lanes}) that lie in one array {@code
 * m}. Up to {@link #ROWS} rows go together, so that the keys, which outgrow the nearest cache, are
 * read once for all of them.
 *
 * <p>D features of the head, which begin at one feature of one operand and at another of the other.
 * A row of scores or probabilities is [key][lane].
 */
final class AttentionKernels {
  /** Rows of a block. */
  static final int ROWS = 4;

  private AttentionKernels() {}

  /** Whether a cell of one operand meets a cell of the other. */
  private static boolean wholeCells(int a, int b, int rest) {
    return a % Lanes.FEATURES == 0 && b % Lanes.FEATURES == 0 && rest >= Lanes.FEATURES;
  }

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
      boolean cells = wholeCells(qFeature + d, kFeature + d, features - d);
      if (cells && rows == ROWS) {
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

  /**
   * y[d] = factor times the sum over keys u of s[u] v[u][d], for {@code rows} rows s, four at most.
   *
   * @param s the first row's, the next row's is {@code sStep} behind
   * @param v where the rows of the values begin
   * @param vFeature the first of the D features there
   * @param y the first row's first cell; the next row follows it
   * @param factor where the first row's factor of each lane lies, the next row's {@code factorStep}
   *     behind
   */
  static void apply(
      float[] m,
      int s,
      int sStep,
      int rows,
      int v,
      int vStride,
      int vFeature,
      int features,
      int keys,
      int y,
      int yStride,
      int yFeature,
      int factor,
      int factorStep) {
    for (int d = 0; d < features; ) {
      int yd = y + Lanes.feature(yFeature + d, yStride);
      int vd = v + Lanes.feature(vFeature + d, vStride);
      boolean cells = wholeCells(yFeature + d, vFeature + d, features - d);
      if (cells && rows == ROWS) {
        applyOfFour(m, s, sStep, vd, keys, yd, factor, factorStep);
      } else {
        applyOfPairs(m, s, sStep, rows, vd, keys, yd, factor, factorStep, cells);
      }
      d += cells ? Lanes.FEATURES : 1;
    }
  }

  /** A last row without a partner is its own. */
  private static void applyOfPairs(
      float[] m,
      int s,
      int sStep,
      int rows,
      int v,
      int keys,
      int y,
      int factor,
      int factorStep,
      boolean cells) {
    for (int r = 0; r < rows; r += 2) {
      int second = Math.min(r + 1, rows - 1);
      int p0 = s + r * sStep;
      int p1 = s + second * sStep;
      int y0 = y + r * Lanes.CELL;
      int y1 = y + second * Lanes.CELL;
      int factor0 = factor + r * factorStep;
      int factor1 = factor + second * factorStep;
      if (cells) {
        applyToCell(m, p0, p1, v, keys, y0, y1, factor0, factor1);
      } else {
        applyToFeature(m, p0, p1, v, keys, y0, y1, factor0, factor1);
      }
    }
  }

  /** Four rows, whose results lie side by side, and a cell of each key. */
  private static void applyOfFour(
      float[] m, int s, int sStep, int v, int keys, int y, int factor, int factorStep) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      FloatVector c0 = a0;
      FloatVector c1 = a0;
      FloatVector c2 = a0;
      FloatVector c3 = a0;
      FloatVector d0 = a0;
      FloatVector d1 = a0;
      FloatVector d2 = a0;
      FloatVector d3 = a0;
      int k = v + p;
      for (int u = s + p; u < s + keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector p0 = FloatVector.fromArray(Lanes.FLOATS, m, u);
        FloatVector p1 = FloatVector.fromArray(Lanes.FLOATS, m, u + sStep);
        FloatVector p2 = FloatVector.fromArray(Lanes.FLOATS, m, u + 2 * sStep);
        FloatVector p3 = FloatVector.fromArray(Lanes.FLOATS, m, u + 3 * sStep);
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, k);
        a0 = x.fma(p0, a0);
        b0 = x.fma(p1, b0);
        c0 = x.fma(p2, c0);
        d0 = x.fma(p3, d0);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + Lanes.COUNT);
        a1 = x.fma(p0, a1);
        b1 = x.fma(p1, b1);
        c1 = x.fma(p2, c1);
        d1 = x.fma(p3, d1);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + 2 * Lanes.COUNT);
        a2 = x.fma(p0, a2);
        b2 = x.fma(p1, b2);
        c2 = x.fma(p2, c2);
        d2 = x.fma(p3, d2);
        x = FloatVector.fromArray(Lanes.FLOATS, m, k + 3 * Lanes.COUNT);
        a3 = x.fma(p0, a3);
        b3 = x.fma(p1, b3);
        c3 = x.fma(p2, c3);
        d3 = x.fma(p3, d3);
        k += Lanes.CELL;
      }
      FloatVector f0 = FloatVector.fromArray(Lanes.FLOATS, m, factor + p);
      FloatVector f1 = FloatVector.fromArray(Lanes.FLOATS, m, factor + p + factorStep);
      FloatVector f2 = FloatVector.fromArray(Lanes.FLOATS, m, factor + p + 2 * factorStep);
      FloatVector f3 = FloatVector.fromArray(Lanes.FLOATS, m, factor + p + 3 * factorStep);
      a0.mul(f0).intoArray(m, y + p);
      a1.mul(f0).intoArray(m, y + p + Lanes.COUNT);
      a2.mul(f0).intoArray(m, y + p + 2 * Lanes.COUNT);
      a3.mul(f0).intoArray(m, y + p + 3 * Lanes.COUNT);
      b0.mul(f1).intoArray(m, y + p + Lanes.CELL);
      b1.mul(f1).intoArray(m, y + p + Lanes.CELL + Lanes.COUNT);
      b2.mul(f1).intoArray(m, y + p + Lanes.CELL + 2 * Lanes.COUNT);
      b3.mul(f1).intoArray(m, y + p + Lanes.CELL + 3 * Lanes.COUNT);
      c0.mul(f2).intoArray(m, y + p + 2 * Lanes.CELL);
      c1.mul(f2).intoArray(m, y + p + 2 * Lanes.CELL + Lanes.COUNT);
      c2.mul(f2).intoArray(m, y + p + 2 * Lanes.CELL + 2 * Lanes.COUNT);
      c3.mul(f2).intoArray(m, y + p + 2 * Lanes.CELL + 3 * Lanes.COUNT);
      d0.mul(f3).intoArray(m, y + p + 3 * Lanes.CELL);
      d1.mul(f3).intoArray(m, y + p + 3 * Lanes.CELL + Lanes.COUNT);
      d2.mul(f3).intoArray(m, y + p + 3 * Lanes.CELL + 2 * Lanes.COUNT);
      d3.mul(f3).intoArray(m, y + p + 3 * Lanes.CELL + 3 * Lanes.COUNT);
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
   * y[u][d] += s[u] x[d] for {@code rows} rows, four at most: first one, then the next.
   *
   * @param s the first row's, the next row's is {@code sStep} behind
   * @param zeros as many zeros, which are paired with a last row without a partner
   * @param x the first row's first cell; the next row follows it
   * @param xFeature the first of the D features there
   * @param y where the rows of the keys begin
   */
  static void spread(
      float[] m,
      int s,
      int sStep,
      int zeros,
      int x,
      int xStride,
      int xFeature,
      int rows,
      int features,
      int keys,
      int y,
      int yStride,
      int yFeature) {
    for (int d = 0; d < features; ) {
      int xd = x + Lanes.feature(xFeature + d, xStride);
      int yd = y + Lanes.feature(yFeature + d, yStride);
      boolean cells = wholeCells(xFeature + d, yFeature + d, features - d);
      if (cells && rows == ROWS) {
        spreadFour(m, s, sStep, xd, keys, yd);
      } else {
        spreadPairs(m, s, sStep, zeros, xd, rows, keys, yd, cells);
      }
      d += cells ? Lanes.FEATURES : 1;
    }
  }

  private static void spreadPairs(
      float[] m, int s, int sStep, int zeros, int x, int rows, int keys, int y, boolean cells) {
    for (int r = 0; r < rows; r += 2) {
      int p0 = s + r * sStep;
      int p1 = r + 1 < rows ? p0 + sStep : zeros;
      int x0 = x + r * Lanes.CELL;
      int x1 = x + Math.min(r + 1, rows - 1) * Lanes.CELL;
      if (cells) {
        spreadCell(m, p0, p1, x0, x1, keys, y);
      } else {
        spreadFeature(m, p0, p1, x0, x1, keys, y);
      }
    }
  }

  /** Four rows, which lie side by side, and a cell of each key. */
  private static void spreadFour(float[] m, int s, int sStep, int in, int keys, int y) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, m, in + p);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, m, in + p + Lanes.COUNT);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, m, in + p + 2 * Lanes.COUNT);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, m, in + p + 3 * Lanes.COUNT);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, m, in + Lanes.CELL + p);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, m, in + Lanes.CELL + p + Lanes.COUNT);
      FloatVector b2 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector b3 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + Lanes.CELL + p + 3 * Lanes.COUNT);
      FloatVector c0 = FloatVector.fromArray(Lanes.FLOATS, m, in + 2 * Lanes.CELL + p);
      FloatVector c1 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 2 * Lanes.CELL + p + Lanes.COUNT);
      FloatVector c2 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 2 * Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector c3 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 2 * Lanes.CELL + p + 3 * Lanes.COUNT);
      FloatVector d0 = FloatVector.fromArray(Lanes.FLOATS, m, in + 3 * Lanes.CELL + p);
      FloatVector d1 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 3 * Lanes.CELL + p + Lanes.COUNT);
      FloatVector d2 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 3 * Lanes.CELL + p + 2 * Lanes.COUNT);
      FloatVector d3 =
          FloatVector.fromArray(Lanes.FLOATS, m, in + 3 * Lanes.CELL + p + 3 * Lanes.COUNT);
      int k = y + p;
      for (int u = s + p; u < s + keys * Lanes.COUNT; u += Lanes.COUNT) {
        FloatVector p0 = FloatVector.fromArray(Lanes.FLOATS, m, u);
        FloatVector p1 = FloatVector.fromArray(Lanes.FLOATS, m, u + sStep);
        FloatVector p2 = FloatVector.fromArray(Lanes.FLOATS, m, u + 2 * sStep);
        FloatVector p3 = FloatVector.fromArray(Lanes.FLOATS, m, u + 3 * sStep);
        FloatVector sum = a0.fma(p0, FloatVector.fromArray(Lanes.FLOATS, m, k));
        sum = b0.fma(p1, sum);
        sum = c0.fma(p2, sum);
        d0.fma(p3, sum).intoArray(m, k);
        sum = a1.fma(p0, FloatVector.fromArray(Lanes.FLOATS, m, k + Lanes.COUNT));
        sum = b1.fma(p1, sum);
        sum = c1.fma(p2, sum);
        d1.fma(p3, sum).intoArray(m, k + Lanes.COUNT);
        sum = a2.fma(p0, FloatVector.fromArray(Lanes.FLOATS, m, k + 2 * Lanes.COUNT));
        sum = b2.fma(p1, sum);
        sum = c2.fma(p2, sum);
        d2.fma(p3, sum).intoArray(m, k + 2 * Lanes.COUNT);
        sum = a3.fma(p0, FloatVector.fromArray(Lanes.FLOATS, m, k + 3 * Lanes.COUNT));
        sum = b3.fma(p1, sum);
        sum = c3.fma(p2, sum);
        d3.fma(p3, sum).intoArray(m, k + 3 * Lanes.COUNT);
        k += Lanes.CELL;
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
