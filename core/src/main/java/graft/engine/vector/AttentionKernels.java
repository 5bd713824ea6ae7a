package graft.engine.vector;

import jdk.incubator.vector.FloatVector;

/**
 * The three products of attention for one head, on rows of [feature][lane]; rows and keys go in
 * pairs.
 *
 * <p>R rows (queries), U keys, D features of the head. Matrices over (row, key) are
 * [row][key][lane]. Row r reads keys {@code 0..keys[r]-1}; keys[] does not fall. Whoever fills a
 * matrix over (row, key) also fills zeros behind a row's own keys up to the pair's, so that the
 * pairwise products may read them.
 */
final class AttentionKernels {
  private AttentionKernels() {}

  /** Keys that the pair of rows that begins at even row {@code r} reads: an even number. */
  static int pairKeys(int[] keys, int r, int rows) {
    return (keys[Math.min(r + 1, rows - 1)] + 1) & ~1;
  }

  /** s[r][u] = sum over D of a[r][d] b[u][d], for the keys of each pair of rows. */
  static void scores(
      float[] a,
      int aAt,
      int aRow,
      float[] b,
      int bAt,
      int bRow,
      int features,
      int[] keys,
      int rows,
      float[] s,
      int sAt,
      int sRow) {
    for (int d = 0; d < features; d += 4) {
      for (int r = 0; r < rows; r += 2) {
        int r1 = Math.min(r + 1, rows - 1);
        int a0 = aAt + r * aRow + d * Lanes.COUNT;
        int a1 = aAt + r1 * aRow + d * Lanes.COUNT;
        int bd = bAt + d * Lanes.COUNT;
        int n = keys[r1];
        if (features - d >= 4) {
          scores4(a, a0, a1, b, bd, bRow, n, s, sAt + r * sRow, sAt + r1 * sRow, d > 0);
        } else {
          scoresRest(
              a, a0, a1, b, bd, bRow, features - d, n, s, sAt + r * sRow, sAt + r1 * sRow, d > 0);
        }
      }
    }
  }

  private static void scores4(
      float[] a,
      int a0,
      int a1,
      float[] b,
      int bAt,
      int bRow,
      int keys,
      float[] s,
      int s0,
      int s1,
      boolean add) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector q00 = FloatVector.fromArray(Lanes.FLOATS, a, a0 + p);
      FloatVector q01 = FloatVector.fromArray(Lanes.FLOATS, a, a0 + p + Lanes.COUNT);
      FloatVector q02 = FloatVector.fromArray(Lanes.FLOATS, a, a0 + p + 2 * Lanes.COUNT);
      FloatVector q03 = FloatVector.fromArray(Lanes.FLOATS, a, a0 + p + 3 * Lanes.COUNT);
      FloatVector q10 = FloatVector.fromArray(Lanes.FLOATS, a, a1 + p);
      FloatVector q11 = FloatVector.fromArray(Lanes.FLOATS, a, a1 + p + Lanes.COUNT);
      FloatVector q12 = FloatVector.fromArray(Lanes.FLOATS, a, a1 + p + 2 * Lanes.COUNT);
      FloatVector q13 = FloatVector.fromArray(Lanes.FLOATS, a, a1 + p + 3 * Lanes.COUNT);
      int k = bAt + p;
      for (int u = 0; u < keys; u++) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, b, k);
        int at = p + u * Lanes.COUNT;
        FloatVector r0 =
            add ? x.fma(q00, FloatVector.fromArray(Lanes.FLOATS, s, s0 + at)) : x.mul(q00);
        FloatVector r1 =
            add ? x.fma(q10, FloatVector.fromArray(Lanes.FLOATS, s, s1 + at)) : x.mul(q10);
        x = FloatVector.fromArray(Lanes.FLOATS, b, k + Lanes.COUNT);
        r0 = x.fma(q01, r0);
        r1 = x.fma(q11, r1);
        x = FloatVector.fromArray(Lanes.FLOATS, b, k + 2 * Lanes.COUNT);
        r0 = x.fma(q02, r0);
        r1 = x.fma(q12, r1);
        x = FloatVector.fromArray(Lanes.FLOATS, b, k + 3 * Lanes.COUNT);
        r0 = x.fma(q03, r0);
        r1 = x.fma(q13, r1);
        r0.intoArray(s, s0 + at);
        r1.intoArray(s, s1 + at);
        k += bRow;
      }
    }
  }

  private static void scoresRest(
      float[] a,
      int a0,
      int a1,
      float[] b,
      int bAt,
      int bRow,
      int features,
      int keys,
      float[] s,
      int s0,
      int s1,
      boolean add) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      for (int u = 0; u < keys; u++) {
        int at = p + u * Lanes.COUNT;
        FloatVector r0 =
            add
                ? FloatVector.fromArray(Lanes.FLOATS, s, s0 + at)
                : FloatVector.broadcast(Lanes.FLOATS, 0f);
        FloatVector r1 =
            add
                ? FloatVector.fromArray(Lanes.FLOATS, s, s1 + at)
                : FloatVector.broadcast(Lanes.FLOATS, 0f);
        for (int d = 0; d < features; d++) {
          FloatVector x =
              FloatVector.fromArray(Lanes.FLOATS, b, bAt + p + u * bRow + d * Lanes.COUNT);
          r0 = x.fma(FloatVector.fromArray(Lanes.FLOATS, a, a0 + p + d * Lanes.COUNT), r0);
          r1 = x.fma(FloatVector.fromArray(Lanes.FLOATS, a, a1 + p + d * Lanes.COUNT), r1);
        }
        r0.intoArray(s, s0 + at);
        r1.intoArray(s, s1 + at);
      }
    }
  }

  /** out[r][d] = sum over the keys u of p[r][u] b[u][d]. */
  static void apply(
      float[] m,
      int mAt,
      int mRow,
      float[] b,
      int bAt,
      int bRow,
      int features,
      int[] keys,
      int rows,
      float[] out,
      int outAt,
      int outRow) {
    for (int r = 0; r < rows; r += 2) {
      int r1 = Math.min(r + 1, rows - 1);
      int m0 = mAt + r * mRow;
      int m1 = mAt + r1 * mRow;
      for (int d = 0; d < features; d += 4) {
        int bd = bAt + d * Lanes.COUNT;
        int out0 = outAt + r * outRow + d * Lanes.COUNT;
        int out1 = outAt + r1 * outRow + d * Lanes.COUNT;
        if (features - d >= 4) {
          apply4(m, m0, m1, Lanes.COUNT, b, bd, bRow, keys[r1], out, out0, out1);
        } else {
          applyRest(m, m0, m1, Lanes.COUNT, b, bd, bRow, features - d, keys[r1], out, out0, out1);
        }
      }
    }
  }

  /**
   * out[u][d] = sum over the rows r that read key u of p[r][u] b[r][d]; zeros for keys that no row
   * reads.
   */
  static void applyTransposed(
      float[] m,
      int mAt,
      int mRow,
      float[] b,
      int bAt,
      int bRow,
      int features,
      int[] keys,
      int rows,
      int allKeys,
      float[] out,
      int outAt,
      int outRow) {
    int first = 0;
    for (int u = 0; u < allKeys; u += 2) {
      int u1 = Math.min(u + 1, allKeys - 1);
      while (first < rows && pairKeys(keys, first, rows) <= u) {
        first += 2;
      }
      int from = Math.min(first, rows);
      int m0 = mAt + from * mRow + u * Lanes.COUNT;
      int m1 = mAt + from * mRow + u1 * Lanes.COUNT;
      for (int d = 0; d < features; d += 4) {
        int bd = bAt + from * bRow + d * Lanes.COUNT;
        int out0 = outAt + u * outRow + d * Lanes.COUNT;
        int out1 = outAt + u1 * outRow + d * Lanes.COUNT;
        if (features - d >= 4) {
          apply4(m, m0, m1, mRow, b, bd, bRow, rows - from, out, out0, out1);
        } else {
          applyRest(m, m0, m1, mRow, b, bd, bRow, features - d, rows - from, out, out0, out1);
        }
      }
    }
  }

  /**
   * out0[d] = sum over k of m[m0 + k step] b[k][d], out1[d] likewise from m1, for four features d.
   */
  private static void apply4(
      float[] m,
      int m0,
      int m1,
      int step,
      float[] b,
      int bAt,
      int bRow,
      int count,
      float[] out,
      int out0,
      int out1) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      int x0 = m0 + p;
      int x1 = m1 + p;
      int y = bAt + p;
      for (int k = 0; k < count; k++) {
        FloatVector s = FloatVector.fromArray(Lanes.FLOATS, m, x0);
        FloatVector t = FloatVector.fromArray(Lanes.FLOATS, m, x1);
        FloatVector v = FloatVector.fromArray(Lanes.FLOATS, b, y);
        a0 = v.fma(s, a0);
        b0 = v.fma(t, b0);
        v = FloatVector.fromArray(Lanes.FLOATS, b, y + Lanes.COUNT);
        a1 = v.fma(s, a1);
        b1 = v.fma(t, b1);
        v = FloatVector.fromArray(Lanes.FLOATS, b, y + 2 * Lanes.COUNT);
        a2 = v.fma(s, a2);
        b2 = v.fma(t, b2);
        v = FloatVector.fromArray(Lanes.FLOATS, b, y + 3 * Lanes.COUNT);
        a3 = v.fma(s, a3);
        b3 = v.fma(t, b3);
        x0 += step;
        x1 += step;
        y += bRow;
      }
      a0.intoArray(out, out0 + p);
      a1.intoArray(out, out0 + p + Lanes.COUNT);
      a2.intoArray(out, out0 + p + 2 * Lanes.COUNT);
      a3.intoArray(out, out0 + p + 3 * Lanes.COUNT);
      b0.intoArray(out, out1 + p);
      b1.intoArray(out, out1 + p + Lanes.COUNT);
      b2.intoArray(out, out1 + p + 2 * Lanes.COUNT);
      b3.intoArray(out, out1 + p + 3 * Lanes.COUNT);
    }
  }

  private static void applyRest(
      float[] m,
      int m0,
      int m1,
      int step,
      float[] b,
      int bAt,
      int bRow,
      int features,
      int count,
      float[] out,
      int out0,
      int out1) {
    for (int d = 0; d < features; d++) {
      for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
        FloatVector sum0 = FloatVector.broadcast(Lanes.FLOATS, 0f);
        FloatVector sum1 = sum0;
        for (int k = 0; k < count; k++) {
          FloatVector v =
              FloatVector.fromArray(Lanes.FLOATS, b, bAt + p + k * bRow + d * Lanes.COUNT);
          sum0 = v.fma(FloatVector.fromArray(Lanes.FLOATS, m, m0 + p + k * step), sum0);
          sum1 = v.fma(FloatVector.fromArray(Lanes.FLOATS, m, m1 + p + k * step), sum1);
        }
        sum0.intoArray(out, out0 + p + d * Lanes.COUNT);
        sum1.intoArray(out, out1 + p + d * Lanes.COUNT);
      }
    }
  }
}
