package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Linear layers on rows of [feature][lane].
 *
 * <p>Each leaf keeps a block of 4 features x 2 vectors (or 4 x 2 features) in named locals, so that
 * a loaded value is used four times or twice and eight independent sums hide the latency of fused
 * multiply-add. Leaves are separate static methods that take only arrays and ints: inlined into a
 * large body they sometimes compile to code several times slower. They call the Vector API itself:
 * a method of our own in between, however small, is sometimes not inlined, and then every vector
 * that passes it is allocated. Sums run in ascending order of the inner index in every lane, the
 * same as a scalar program.
 */
final class LinearKernels {
  private LinearKernels() {}

  /**
   * y[row][o] = bias[o] + sum over i of w[i][o] x[row][i], or the same added to y.
   *
   * @param xRow floats between rows of x; likewise {@code yRow}
   * @param w packed by blocks of four outputs: for each block four biases, then four weights per
   *     input
   * @param outs number of outputs, a multiple of 4
   */
  static void linear(
      float[] x,
      int xAt,
      int xRow,
      float[] w,
      int wAt,
      int ins,
      float[] y,
      int yAt,
      int yRow,
      int outs,
      int rows,
      boolean add) {
    for (int o = 0; o < outs; o += 4) {
      block(x, xAt, xRow, w, wAt + o * (ins + 1), ins, y, yAt + o * Lanes.COUNT, yRow, rows, add);
    }
  }

  private static void block(
      float[] x,
      int xAt,
      int xRow,
      float[] w,
      int wAt,
      int ins,
      float[] y,
      int yAt,
      int yRow,
      int rows,
      boolean add) {
    int vectors = rows * Lanes.PARTS;
    for (int v = 0; v < vectors; v += 2) {
      int second = Math.min(v + 1, vectors - 1);
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, w[wAt]);
      FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 1]);
      FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 2]);
      FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 3]);
      FloatVector b0 = a0;
      FloatVector b1 = a1;
      FloatVector b2 = a2;
      FloatVector b3 = a3;
      int xa = xAt + Lanes.offset(v, xRow);
      int xb = xAt + Lanes.offset(second, xRow);
      int k = wAt + 4;
      for (int i = 0; i < ins; i++) {
        FloatVector a = FloatVector.fromArray(Lanes.FLOATS, x, xa);
        FloatVector b = FloatVector.fromArray(Lanes.FLOATS, x, xb);
        FloatVector w0 = FloatVector.broadcast(Lanes.FLOATS, w[k]);
        a0 = a.fma(w0, a0);
        b0 = b.fma(w0, b0);
        FloatVector w1 = FloatVector.broadcast(Lanes.FLOATS, w[k + 1]);
        a1 = a.fma(w1, a1);
        b1 = b.fma(w1, b1);
        FloatVector w2 = FloatVector.broadcast(Lanes.FLOATS, w[k + 2]);
        a2 = a.fma(w2, a2);
        b2 = b.fma(w2, b2);
        FloatVector w3 = FloatVector.broadcast(Lanes.FLOATS, w[k + 3]);
        a3 = a.fma(w3, a3);
        b3 = b.fma(w3, b3);
        xa += Lanes.COUNT;
        xb += Lanes.COUNT;
        k += 4;
      }
      int ya = yAt + Lanes.offset(v, yRow);
      int yb = yAt + Lanes.offset(second, yRow);
      if (add) {
        a0 = a0.add(FloatVector.fromArray(Lanes.FLOATS, y, ya));
        a1 = a1.add(FloatVector.fromArray(Lanes.FLOATS, y, ya + Lanes.COUNT));
        a2 = a2.add(FloatVector.fromArray(Lanes.FLOATS, y, ya + 2 * Lanes.COUNT));
        a3 = a3.add(FloatVector.fromArray(Lanes.FLOATS, y, ya + 3 * Lanes.COUNT));
        b0 = b0.add(FloatVector.fromArray(Lanes.FLOATS, y, yb));
        b1 = b1.add(FloatVector.fromArray(Lanes.FLOATS, y, yb + Lanes.COUNT));
        b2 = b2.add(FloatVector.fromArray(Lanes.FLOATS, y, yb + 2 * Lanes.COUNT));
        b3 = b3.add(FloatVector.fromArray(Lanes.FLOATS, y, yb + 3 * Lanes.COUNT));
      }
      a0.intoArray(y, ya);
      a1.intoArray(y, ya + Lanes.COUNT);
      a2.intoArray(y, ya + 2 * Lanes.COUNT);
      a3.intoArray(y, ya + 3 * Lanes.COUNT);
      b0.intoArray(y, yb);
      b1.intoArray(y, yb + Lanes.COUNT);
      b2.intoArray(y, yb + 2 * Lanes.COUNT);
      b3.intoArray(y, yb + 3 * Lanes.COUNT);
    }
  }

  /**
   * g[i][o][lane] += sum over rows of x[row][i] dy[row][o], lane by lane.
   *
   * @param ins a multiple of 4, likewise {@code outs}
   * @param g [ins][outs][lane] from {@code gAt}, then the biases' [outs][lane]
   */
  static void outer(
      float[] x,
      int xAt,
      int xRow,
      int ins,
      float[] dy,
      int yAt,
      int yRow,
      int outs,
      int rows,
      float[] g,
      int gAt) {
    int gRow = outs * Lanes.COUNT;
    for (int i = 0; i < ins; i += 4) {
      for (int o = 0; o < outs; o += 2) {
        outerBlock(
            x,
            xAt + i * Lanes.COUNT,
            xRow,
            dy,
            yAt + o * Lanes.COUNT,
            yRow,
            rows,
            g,
            gAt + i * gRow + o * Lanes.COUNT,
            gRow);
      }
    }
    for (int o = 0; o < outs; o += 4) {
      sumBlock(dy, yAt + o * Lanes.COUNT, yRow, rows, g, gAt + ins * gRow + o * Lanes.COUNT);
    }
  }

  private static void outerBlock(
      float[] x,
      int xAt,
      int xRow,
      float[] dy,
      int yAt,
      int yRow,
      int rows,
      float[] g,
      int gAt,
      int gRow) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      int g0 = gAt + p;
      int g1 = g0 + gRow;
      int g2 = g1 + gRow;
      int g3 = g2 + gRow;
      FloatVector a0 = FloatVector.fromArray(Lanes.FLOATS, g, g0);
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, g, g0 + Lanes.COUNT);
      FloatVector a1 = FloatVector.fromArray(Lanes.FLOATS, g, g1);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, g, g1 + Lanes.COUNT);
      FloatVector a2 = FloatVector.fromArray(Lanes.FLOATS, g, g2);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, g, g2 + Lanes.COUNT);
      FloatVector a3 = FloatVector.fromArray(Lanes.FLOATS, g, g3);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, g, g3 + Lanes.COUNT);
      int xi = xAt + p;
      int yi = yAt + p;
      for (int row = 0; row < rows; row++) {
        FloatVector a = FloatVector.fromArray(Lanes.FLOATS, dy, yi);
        FloatVector b = FloatVector.fromArray(Lanes.FLOATS, dy, yi + Lanes.COUNT);
        FloatVector x0 = FloatVector.fromArray(Lanes.FLOATS, x, xi);
        a0 = a.fma(x0, a0);
        b0 = b.fma(x0, b0);
        FloatVector x1 = FloatVector.fromArray(Lanes.FLOATS, x, xi + Lanes.COUNT);
        a1 = a.fma(x1, a1);
        b1 = b.fma(x1, b1);
        FloatVector x2 = FloatVector.fromArray(Lanes.FLOATS, x, xi + 2 * Lanes.COUNT);
        a2 = a.fma(x2, a2);
        b2 = b.fma(x2, b2);
        FloatVector x3 = FloatVector.fromArray(Lanes.FLOATS, x, xi + 3 * Lanes.COUNT);
        a3 = a.fma(x3, a3);
        b3 = b.fma(x3, b3);
        xi += xRow;
        yi += yRow;
      }
      a0.intoArray(g, g0);
      b0.intoArray(g, g0 + Lanes.COUNT);
      a1.intoArray(g, g1);
      b1.intoArray(g, g1 + Lanes.COUNT);
      a2.intoArray(g, g2);
      b2.intoArray(g, g2 + Lanes.COUNT);
      a3.intoArray(g, g3);
      b3.intoArray(g, g3 + Lanes.COUNT);
    }
  }

  /** g[o][lane] += sum over rows of dy[row][o], for four features o. */
  private static void sumBlock(float[] dy, int yAt, int yRow, int rows, float[] g, int gAt) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector s0 = FloatVector.fromArray(Lanes.FLOATS, g, gAt + p);
      FloatVector s1 = FloatVector.fromArray(Lanes.FLOATS, g, gAt + p + Lanes.COUNT);
      FloatVector s2 = FloatVector.fromArray(Lanes.FLOATS, g, gAt + p + 2 * Lanes.COUNT);
      FloatVector s3 = FloatVector.fromArray(Lanes.FLOATS, g, gAt + p + 3 * Lanes.COUNT);
      int yi = yAt + p;
      for (int row = 0; row < rows; row++) {
        s0 = s0.add(FloatVector.fromArray(Lanes.FLOATS, dy, yi));
        s1 = s1.add(FloatVector.fromArray(Lanes.FLOATS, dy, yi + Lanes.COUNT));
        s2 = s2.add(FloatVector.fromArray(Lanes.FLOATS, dy, yi + 2 * Lanes.COUNT));
        s3 = s3.add(FloatVector.fromArray(Lanes.FLOATS, dy, yi + 3 * Lanes.COUNT));
        yi += yRow;
      }
      s0.intoArray(g, gAt + p);
      s1.intoArray(g, gAt + p + Lanes.COUNT);
      s2.intoArray(g, gAt + p + 2 * Lanes.COUNT);
      s3.intoArray(g, gAt + p + 3 * Lanes.COUNT);
    }
  }

  /** Sets {@code count} floats, a multiple of 16, to zero. */
  static void clear(float[] array, int at, int count) {
    FloatVector zero = FloatVector.zero(Lanes.FLOATS);
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      zero.intoArray(array, at + i);
    }
  }
}
