package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * Linear layers on rows (see {@link Lanes}) that all lie in one array {@code m}.
 *
 * <p>Each leaf keeps a block of 2 vectors x 4 features (or 4 x 4 features) in named locals, so that
 * a loaded value is used several times and the independent sums hide the latency of fused
 * multiply-add. Leaves are separate static methods that take only arrays and ints: inlined into a
 * large body they sometimes compile to code several times slower. They call the Vector API itself:
 * a method of our own in between, however small, is sometimes not inlined, and then every vector
 * that passes it is allocated. Sums run in ascending order of the inner index in every lane, the
 * same as a scalar program.
 */
final class LinearKernels {
  /** Up to so many rows a transposition costs less than summing lanes. */
  private static final int FEW = 7;

  private static final int SQUARE = Lanes.COUNT * Lanes.COUNT;

  /** Floats that {@link #outer} needs to work. */
  static final int SCRATCH = (FEW + 1) * SQUARE;

  private LinearKernels() {}

  /**
   * y[row][o] = bias[o] + sum over i of w[i][o] x[row][i], or the same added to y.
   *
   * @param x where the rows of x begin in {@code m}; likewise {@code y}
   * @param w packed by blocks of four outputs: for each block four biases, then four weights per
   *     input
   * @param ins number of inputs, a multiple of 4; likewise {@code outs}
   */
  static void linear(
      float[] m,
      int x,
      int xStride,
      float[] w,
      int wAt,
      int ins,
      int y,
      int yStride,
      int outs,
      int rows,
      boolean add) {
    int vectors = rows * Lanes.PARTS;
    int paired = vectors & ~1;
    for (int o = 0; o < outs; o += Lanes.FEATURES) {
      int yo = y + o / Lanes.FEATURES * yStride;
      int wo = wAt + o * (ins + 1);
      pairs(m, x, xStride, w, wo, ins, yo, paired, add);
      if (paired < vectors) {
        int last = Lanes.offset(paired);
        single(m, x + last, xStride, w, wo, ins, yo + last, add);
      }
    }
  }

  /** Four outputs for an even number of vectors. */
  private static void pairs(
      float[] m, int x, int xStride, float[] w, int wAt, int ins, int y, int vectors, boolean add) {
    for (int v = 0; v < vectors; v += 2) {
      int first = Lanes.offset(v);
      int second = Lanes.offset(v + 1);
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, w[wAt]);
      FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 1]);
      FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 2]);
      FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 3]);
      FloatVector b0 = a0;
      FloatVector b1 = a1;
      FloatVector b2 = a2;
      FloatVector b3 = a3;
      int xa = x + first;
      int xb = x + second;
      int k = wAt + 4;
      for (int i = 0; i < ins; i += Lanes.FEATURES) {
        FloatVector a = FloatVector.fromArray(Lanes.FLOATS, m, xa);
        FloatVector b = FloatVector.fromArray(Lanes.FLOATS, m, xb);
        FloatVector w0 = FloatVector.broadcast(Lanes.FLOATS, w[k]);
        FloatVector w1 = FloatVector.broadcast(Lanes.FLOATS, w[k + 1]);
        FloatVector w2 = FloatVector.broadcast(Lanes.FLOATS, w[k + 2]);
        FloatVector w3 = FloatVector.broadcast(Lanes.FLOATS, w[k + 3]);
        a0 = a.fma(w0, a0);
        b0 = b.fma(w0, b0);
        a1 = a.fma(w1, a1);
        b1 = b.fma(w1, b1);
        a2 = a.fma(w2, a2);
        b2 = b.fma(w2, b2);
        a3 = a.fma(w3, a3);
        b3 = b.fma(w3, b3);
        a = FloatVector.fromArray(Lanes.FLOATS, m, xa + Lanes.COUNT);
        b = FloatVector.fromArray(Lanes.FLOATS, m, xb + Lanes.COUNT);
        w0 = FloatVector.broadcast(Lanes.FLOATS, w[k + 4]);
        w1 = FloatVector.broadcast(Lanes.FLOATS, w[k + 5]);
        w2 = FloatVector.broadcast(Lanes.FLOATS, w[k + 6]);
        w3 = FloatVector.broadcast(Lanes.FLOATS, w[k + 7]);
        a0 = a.fma(w0, a0);
        b0 = b.fma(w0, b0);
        a1 = a.fma(w1, a1);
        b1 = b.fma(w1, b1);
        a2 = a.fma(w2, a2);
        b2 = b.fma(w2, b2);
        a3 = a.fma(w3, a3);
        b3 = b.fma(w3, b3);
        a = FloatVector.fromArray(Lanes.FLOATS, m, xa + 2 * Lanes.COUNT);
        b = FloatVector.fromArray(Lanes.FLOATS, m, xb + 2 * Lanes.COUNT);
        w0 = FloatVector.broadcast(Lanes.FLOATS, w[k + 8]);
        w1 = FloatVector.broadcast(Lanes.FLOATS, w[k + 9]);
        w2 = FloatVector.broadcast(Lanes.FLOATS, w[k + 10]);
        w3 = FloatVector.broadcast(Lanes.FLOATS, w[k + 11]);
        a0 = a.fma(w0, a0);
        b0 = b.fma(w0, b0);
        a1 = a.fma(w1, a1);
        b1 = b.fma(w1, b1);
        a2 = a.fma(w2, a2);
        b2 = b.fma(w2, b2);
        a3 = a.fma(w3, a3);
        b3 = b.fma(w3, b3);
        a = FloatVector.fromArray(Lanes.FLOATS, m, xa + 3 * Lanes.COUNT);
        b = FloatVector.fromArray(Lanes.FLOATS, m, xb + 3 * Lanes.COUNT);
        w0 = FloatVector.broadcast(Lanes.FLOATS, w[k + 12]);
        w1 = FloatVector.broadcast(Lanes.FLOATS, w[k + 13]);
        w2 = FloatVector.broadcast(Lanes.FLOATS, w[k + 14]);
        w3 = FloatVector.broadcast(Lanes.FLOATS, w[k + 15]);
        a0 = a.fma(w0, a0);
        b0 = b.fma(w0, b0);
        a1 = a.fma(w1, a1);
        b1 = b.fma(w1, b1);
        a2 = a.fma(w2, a2);
        b2 = b.fma(w2, b2);
        a3 = a.fma(w3, a3);
        b3 = b.fma(w3, b3);
        xa += xStride;
        xb += xStride;
        k += 16;
      }
      int ya = y + first;
      int yb = y + second;
      if (add) {
        a0 = a0.add(FloatVector.fromArray(Lanes.FLOATS, m, ya));
        a1 = a1.add(FloatVector.fromArray(Lanes.FLOATS, m, ya + Lanes.COUNT));
        a2 = a2.add(FloatVector.fromArray(Lanes.FLOATS, m, ya + 2 * Lanes.COUNT));
        a3 = a3.add(FloatVector.fromArray(Lanes.FLOATS, m, ya + 3 * Lanes.COUNT));
        b0 = b0.add(FloatVector.fromArray(Lanes.FLOATS, m, yb));
        b1 = b1.add(FloatVector.fromArray(Lanes.FLOATS, m, yb + Lanes.COUNT));
        b2 = b2.add(FloatVector.fromArray(Lanes.FLOATS, m, yb + 2 * Lanes.COUNT));
        b3 = b3.add(FloatVector.fromArray(Lanes.FLOATS, m, yb + 3 * Lanes.COUNT));
      }
      a0.intoArray(m, ya);
      a1.intoArray(m, ya + Lanes.COUNT);
      a2.intoArray(m, ya + 2 * Lanes.COUNT);
      a3.intoArray(m, ya + 3 * Lanes.COUNT);
      b0.intoArray(m, yb);
      b1.intoArray(m, yb + Lanes.COUNT);
      b2.intoArray(m, yb + 2 * Lanes.COUNT);
      b3.intoArray(m, yb + 3 * Lanes.COUNT);
    }
  }

  /** Four outputs for one vector. */
  private static void single(
      float[] m, int x, int xStride, float[] w, int wAt, int ins, int y, boolean add) {
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, w[wAt]);
    FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 1]);
    FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 2]);
    FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, w[wAt + 3]);
    int k = wAt + 4;
    for (int cell = x; k < wAt + 4 * (ins + 1); cell += xStride) {
      for (int i = cell; i < cell + Lanes.CELL; i += Lanes.COUNT) {
        FloatVector a = FloatVector.fromArray(Lanes.FLOATS, m, i);
        a0 = a.fma(FloatVector.broadcast(Lanes.FLOATS, w[k]), a0);
        a1 = a.fma(FloatVector.broadcast(Lanes.FLOATS, w[k + 1]), a1);
        a2 = a.fma(FloatVector.broadcast(Lanes.FLOATS, w[k + 2]), a2);
        a3 = a.fma(FloatVector.broadcast(Lanes.FLOATS, w[k + 3]), a3);
        k += 4;
      }
    }
    if (add) {
      a0 = a0.add(FloatVector.fromArray(Lanes.FLOATS, m, y));
      a1 = a1.add(FloatVector.fromArray(Lanes.FLOATS, m, y + Lanes.COUNT));
      a2 = a2.add(FloatVector.fromArray(Lanes.FLOATS, m, y + 2 * Lanes.COUNT));
      a3 = a3.add(FloatVector.fromArray(Lanes.FLOATS, m, y + 3 * Lanes.COUNT));
    }
    a0.intoArray(m, y);
    a1.intoArray(m, y + Lanes.COUNT);
    a2.intoArray(m, y + 2 * Lanes.COUNT);
    a3.intoArray(m, y + 3 * Lanes.COUNT);
  }

  /**
   * Weight gradient: g[o / 4][i / 4][i % 4][o % 4] += sum over rows and lanes of x[row][i]
   * dy[row][o], and after those the biases' g[o] += sum of dy[row][o].
   *
   * <p>Rows are summed lane by lane in registers, then the lanes, then the sum is added. Of few
   * rows, sixteen outputs at a time are transposed instead, so that no lanes are left to sum.
   *
   * @param ins a multiple of 4, likewise {@code outs}
   * @param sums {@link #SCRATCH} floats of {@code m}
   */
  static void outer(
      float[] m,
      int x,
      int xStride,
      int ins,
      int dy,
      int yStride,
      int outs,
      int rows,
      int sums,
      float[] g,
      int gAt) {
    int few = rows <= FEW ? outs / Lanes.COUNT * Lanes.COUNT : 0;
    for (int o = 0; o < few; o += Lanes.COUNT) {
      outerOfFew(
          m,
          x,
          xStride,
          ins,
          dy + Lanes.feature(o, yStride),
          yStride,
          rows,
          sums,
          g,
          gAt + o * ins);
    }
    for (int o = few; o < outs; o += Lanes.FEATURES) {
      int d = dy + o / Lanes.FEATURES * yStride;
      for (int i = 0; i < ins; i += Lanes.FEATURES) {
        outerBlock(m, x + i / Lanes.FEATURES * xStride, d, rows, sums);
        Lanes.addLaneSums(m, sums, Lanes.CELL, 16, g, gAt + o * ins + i * Lanes.FEATURES);
      }
    }
    int cells = outs / Lanes.FEATURES;
    for (int c = 0; c < cells; c++) {
      int part = c % Lanes.FEATURES;
      sumBlock(m, dy + c * yStride, rows, sums + part * Lanes.CELL);
      if (part == Lanes.FEATURES - 1 || c == cells - 1) {
        int first = (c - part) * Lanes.FEATURES;
        Lanes.addLaneSums(
            m, sums, Lanes.CELL, (part + 1) * Lanes.FEATURES, g, gAt + ins * outs + first);
      }
    }
  }

  /** Sixteen outputs: sums over rows and, in ascending order, lanes. */
  static void outerOfFew(
      float[] m,
      int x,
      int xStride,
      int ins,
      int dy,
      int yStride,
      int rows,
      int sums,
      float[] g,
      int gAt) {
    for (int r = 0; r < rows; r++) {
      Squares.transpose(m, dy + r * Lanes.CELL, yStride, sums + (r + 1) * SQUARE);
    }
    for (int i = 0; i < ins; i += Lanes.FEATURES) {
      outerByLane(m, x + i / Lanes.FEATURES * xStride, sums + SQUARE, rows, sums);
      Squares.addTiles(m, sums, g, gAt + i * Lanes.FEATURES, ins * Lanes.FEATURES);
    }
  }

  /** sums[i][o] = sum over rows and lanes of x[row][i][lane] dy[row][lane][o], for one cell i. */
  private static void outerByLane(float[] m, int x, int dy, int rows, int sums) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      int k = dy + p;
      for (int cell = x; cell < x + rows * Lanes.CELL; cell += Lanes.CELL) {
        for (int i = cell; i < cell + Lanes.COUNT; i++) {
          FloatVector d = FloatVector.fromArray(Lanes.FLOATS, m, k);
          a0 = d.fma(FloatVector.broadcast(Lanes.FLOATS, m[i]), a0);
          a1 = d.fma(FloatVector.broadcast(Lanes.FLOATS, m[i + Lanes.COUNT]), a1);
          a2 = d.fma(FloatVector.broadcast(Lanes.FLOATS, m[i + 2 * Lanes.COUNT]), a2);
          a3 = d.fma(FloatVector.broadcast(Lanes.FLOATS, m[i + 3 * Lanes.COUNT]), a3);
          k += Lanes.COUNT;
        }
      }
      a0.intoArray(m, sums + p);
      a1.intoArray(m, sums + p + Lanes.COUNT);
      a2.intoArray(m, sums + p + 2 * Lanes.COUNT);
      a3.intoArray(m, sums + p + 3 * Lanes.COUNT);
    }
  }

  /** sums[i][o][lane] = sum over rows of x[row][i] dy[row][o], for one cell of each. */
  private static void outerBlock(float[] m, int x, int dy, int rows, int sums) {
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
      for (int k = p; k < rows * Lanes.CELL; k += Lanes.CELL) {
        FloatVector y0 = FloatVector.fromArray(Lanes.FLOATS, m, dy + k);
        FloatVector y1 = FloatVector.fromArray(Lanes.FLOATS, m, dy + k + Lanes.COUNT);
        FloatVector y2 = FloatVector.fromArray(Lanes.FLOATS, m, dy + k + 2 * Lanes.COUNT);
        FloatVector y3 = FloatVector.fromArray(Lanes.FLOATS, m, dy + k + 3 * Lanes.COUNT);
        FloatVector v = FloatVector.fromArray(Lanes.FLOATS, m, x + k);
        a0 = v.fma(y0, a0);
        a1 = v.fma(y1, a1);
        a2 = v.fma(y2, a2);
        a3 = v.fma(y3, a3);
        v = FloatVector.fromArray(Lanes.FLOATS, m, x + k + Lanes.COUNT);
        b0 = v.fma(y0, b0);
        b1 = v.fma(y1, b1);
        b2 = v.fma(y2, b2);
        b3 = v.fma(y3, b3);
        v = FloatVector.fromArray(Lanes.FLOATS, m, x + k + 2 * Lanes.COUNT);
        c0 = v.fma(y0, c0);
        c1 = v.fma(y1, c1);
        c2 = v.fma(y2, c2);
        c3 = v.fma(y3, c3);
        v = FloatVector.fromArray(Lanes.FLOATS, m, x + k + 3 * Lanes.COUNT);
        d0 = v.fma(y0, d0);
        d1 = v.fma(y1, d1);
        d2 = v.fma(y2, d2);
        d3 = v.fma(y3, d3);
      }
      int s = sums + p;
      a0.intoArray(m, s);
      a1.intoArray(m, s + Lanes.COUNT);
      a2.intoArray(m, s + 2 * Lanes.COUNT);
      a3.intoArray(m, s + 3 * Lanes.COUNT);
      b0.intoArray(m, s + 4 * Lanes.COUNT);
      b1.intoArray(m, s + 5 * Lanes.COUNT);
      b2.intoArray(m, s + 6 * Lanes.COUNT);
      b3.intoArray(m, s + 7 * Lanes.COUNT);
      c0.intoArray(m, s + 8 * Lanes.COUNT);
      c1.intoArray(m, s + 9 * Lanes.COUNT);
      c2.intoArray(m, s + 10 * Lanes.COUNT);
      c3.intoArray(m, s + 11 * Lanes.COUNT);
      d0.intoArray(m, s + 12 * Lanes.COUNT);
      d1.intoArray(m, s + 13 * Lanes.COUNT);
      d2.intoArray(m, s + 14 * Lanes.COUNT);
      d3.intoArray(m, s + 15 * Lanes.COUNT);
    }
  }

  /** sums[o][lane] = sum over rows of dy[row][o], for one cell. */
  private static void sumBlock(float[] m, int dy, int rows, int sums) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector s0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      for (int k = dy + p; k < dy + rows * Lanes.CELL; k += Lanes.CELL) {
        s0 = s0.add(FloatVector.fromArray(Lanes.FLOATS, m, k));
        s1 = s1.add(FloatVector.fromArray(Lanes.FLOATS, m, k + Lanes.COUNT));
        s2 = s2.add(FloatVector.fromArray(Lanes.FLOATS, m, k + 2 * Lanes.COUNT));
        s3 = s3.add(FloatVector.fromArray(Lanes.FLOATS, m, k + 3 * Lanes.COUNT));
      }
      s0.intoArray(m, sums + p);
      s1.intoArray(m, sums + p + Lanes.COUNT);
      s2.intoArray(m, sums + p + 2 * Lanes.COUNT);
      s3.intoArray(m, sums + p + 3 * Lanes.COUNT);
    }
  }
}
