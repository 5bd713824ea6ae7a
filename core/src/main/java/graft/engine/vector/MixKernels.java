package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Values of one head, mixed by its probabilities: sums over keys. Blocks, features and scores are
 * those of {@link ScoreKernels}.
 */
final class MixKernels {
  private MixKernels() {}

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
  static void mix(
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
      boolean cells = Lanes.wholeCells(yFeature + d, vFeature + d, features - d);
      if (cells && rows == Group.Rows.BLOCK) {
        mixOfFour(m, s, sStep, vd, keys, yd, factor, factorStep);
      } else {
        mixOfPairs(m, s, sStep, rows, vd, keys, yd, factor, factorStep, cells);
      }
      d += cells ? Lanes.FEATURES : 1;
    }
  }

  /** A last row without a partner is its own. */
  private static void mixOfPairs(
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
        mixToCell(m, p0, p1, v, keys, y0, y1, factor0, factor1);
      } else {
        mixToFeature(m, p0, p1, v, keys, y0, y1, factor0, factor1);
      }
    }
  }

  /** Four rows, whose results lie side by side, and a cell of each key. */
  private static void mixOfFour(
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

  private static void mixToCell(
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

  private static void mixToFeature(
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
}
