package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The transpose of {@link MixKernels}: what each row of a block adds to the gradients of all keys
 * that it read.
 */
final class SpreadKernels {
  private SpreadKernels() {}

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
      boolean cells = Lanes.wholeCells(xFeature + d, yFeature + d, features - d);
      if (cells && rows == Group.Rows.BLOCK) {
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
