package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Operations on sixteen vectors of sixteen lanes: a square. */
final class Squares {
  private static final VectorSpecies<Float> SIXTEEN = FloatVector.SPECIES_512;
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> BIT_8 = bit(8);
  private static final VectorMask<Float> BIT_4 = bit(4);
  private static final VectorMask<Float> BIT_2 = bit(2);
  private static final VectorMask<Float> BIT_1 = bit(1);

  private Squares() {}

  private static VectorShuffle<Float> swap(int bit) {
    return VectorShuffle.fromOp(SIXTEEN, lane -> lane ^ bit);
  }

  private static VectorMask<Float> bit(int bit) {
    boolean[] set = new boolean[Lanes.COUNT];
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      set[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(SIXTEEN, set, 0);
  }

  /**
   * {@link Lanes#addLaneSums} of sixteen features at once, where vectors hold sixteen lanes: each
   * step of the tree halves the vectors and transposes a little.
   */
  static void addLaneSums(float[] in, int at, int stride, float[] out, int outAt) {
    FloatVector a0 = FloatVector.fromArray(SIXTEEN, in, at);
    FloatVector a1 = FloatVector.fromArray(SIXTEEN, in, at + Lanes.COUNT);
    FloatVector a2 = FloatVector.fromArray(SIXTEEN, in, at + 2 * Lanes.COUNT);
    FloatVector a3 = FloatVector.fromArray(SIXTEEN, in, at + 3 * Lanes.COUNT);
    FloatVector a4 = FloatVector.fromArray(SIXTEEN, in, at + stride);
    FloatVector a5 = FloatVector.fromArray(SIXTEEN, in, at + stride + Lanes.COUNT);
    FloatVector a6 = FloatVector.fromArray(SIXTEEN, in, at + stride + 2 * Lanes.COUNT);
    FloatVector a7 = FloatVector.fromArray(SIXTEEN, in, at + stride + 3 * Lanes.COUNT);
    FloatVector a8 = FloatVector.fromArray(SIXTEEN, in, at + 2 * stride);
    FloatVector a9 = FloatVector.fromArray(SIXTEEN, in, at + 2 * stride + Lanes.COUNT);
    FloatVector a10 = FloatVector.fromArray(SIXTEEN, in, at + 2 * stride + 2 * Lanes.COUNT);
    FloatVector a11 = FloatVector.fromArray(SIXTEEN, in, at + 2 * stride + 3 * Lanes.COUNT);
    FloatVector a12 = FloatVector.fromArray(SIXTEEN, in, at + 3 * stride);
    FloatVector a13 = FloatVector.fromArray(SIXTEEN, in, at + 3 * stride + Lanes.COUNT);
    FloatVector a14 = FloatVector.fromArray(SIXTEEN, in, at + 3 * stride + 2 * Lanes.COUNT);
    FloatVector a15 = FloatVector.fromArray(SIXTEEN, in, at + 3 * stride + 3 * Lanes.COUNT);
    FloatVector b0 = a0.blend(a8, BIT_8).add(a8.blend(a0, BIT_8).rearrange(SWAP_8));
    FloatVector b1 = a1.blend(a9, BIT_8).add(a9.blend(a1, BIT_8).rearrange(SWAP_8));
    FloatVector b2 = a2.blend(a10, BIT_8).add(a10.blend(a2, BIT_8).rearrange(SWAP_8));
    FloatVector b3 = a3.blend(a11, BIT_8).add(a11.blend(a3, BIT_8).rearrange(SWAP_8));
    FloatVector b4 = a4.blend(a12, BIT_8).add(a12.blend(a4, BIT_8).rearrange(SWAP_8));
    FloatVector b5 = a5.blend(a13, BIT_8).add(a13.blend(a5, BIT_8).rearrange(SWAP_8));
    FloatVector b6 = a6.blend(a14, BIT_8).add(a14.blend(a6, BIT_8).rearrange(SWAP_8));
    FloatVector b7 = a7.blend(a15, BIT_8).add(a15.blend(a7, BIT_8).rearrange(SWAP_8));
    FloatVector c0 = b0.blend(b4, BIT_4).add(b4.blend(b0, BIT_4).rearrange(SWAP_4));
    FloatVector c1 = b1.blend(b5, BIT_4).add(b5.blend(b1, BIT_4).rearrange(SWAP_4));
    FloatVector c2 = b2.blend(b6, BIT_4).add(b6.blend(b2, BIT_4).rearrange(SWAP_4));
    FloatVector c3 = b3.blend(b7, BIT_4).add(b7.blend(b3, BIT_4).rearrange(SWAP_4));
    FloatVector d0 = c0.blend(c2, BIT_2).add(c2.blend(c0, BIT_2).rearrange(SWAP_2));
    FloatVector d1 = c1.blend(c3, BIT_2).add(c3.blend(c1, BIT_2).rearrange(SWAP_2));
    FloatVector e = d0.blend(d1, BIT_1).add(d1.blend(d0, BIT_1).rearrange(SWAP_1));
    e.add(FloatVector.fromArray(SIXTEEN, out, outAt)).intoArray(out, outAt);
  }

  /**
   * Turns sixteen features of a row into a square: out[lane][f] := in[f][lane]. A square itself is
   * sixteen features with stride {@link Lanes#CELL}.
   *
   * @param out may be where the features are, if they are a square
   */
  static void transpose(float[] m, int at, int stride, int out) {
    if (Lanes.WIDTH == Lanes.COUNT) {
      transposeInRegisters(m, at, stride, out);
      return;
    }
    for (int f = 0; f < Lanes.COUNT; f++) {
      for (int lane = 0; lane <= f; lane++) {
        float lower = m[at + Lanes.feature(f, stride) + lane];
        m[out + f * Lanes.COUNT + lane] = m[at + Lanes.feature(lane, stride) + f];
        m[out + lane * Lanes.COUNT + f] = lower;
      }
    }
  }

  /** Each of four steps swaps the off-diagonal halves of squares half as large as before. */
  private static void transposeInRegisters(float[] m, int at, int stride, int out) {
    FloatVector a0 = FloatVector.fromArray(SIXTEEN, m, at);
    FloatVector a1 = FloatVector.fromArray(SIXTEEN, m, at + Lanes.COUNT);
    FloatVector a2 = FloatVector.fromArray(SIXTEEN, m, at + 2 * Lanes.COUNT);
    FloatVector a3 = FloatVector.fromArray(SIXTEEN, m, at + 3 * Lanes.COUNT);
    FloatVector a4 = FloatVector.fromArray(SIXTEEN, m, at + stride);
    FloatVector a5 = FloatVector.fromArray(SIXTEEN, m, at + stride + Lanes.COUNT);
    FloatVector a6 = FloatVector.fromArray(SIXTEEN, m, at + stride + 2 * Lanes.COUNT);
    FloatVector a7 = FloatVector.fromArray(SIXTEEN, m, at + stride + 3 * Lanes.COUNT);
    FloatVector a8 = FloatVector.fromArray(SIXTEEN, m, at + 2 * stride);
    FloatVector a9 = FloatVector.fromArray(SIXTEEN, m, at + 2 * stride + Lanes.COUNT);
    FloatVector a10 = FloatVector.fromArray(SIXTEEN, m, at + 2 * stride + 2 * Lanes.COUNT);
    FloatVector a11 = FloatVector.fromArray(SIXTEEN, m, at + 2 * stride + 3 * Lanes.COUNT);
    FloatVector a12 = FloatVector.fromArray(SIXTEEN, m, at + 3 * stride);
    FloatVector a13 = FloatVector.fromArray(SIXTEEN, m, at + 3 * stride + Lanes.COUNT);
    FloatVector a14 = FloatVector.fromArray(SIXTEEN, m, at + 3 * stride + 2 * Lanes.COUNT);
    FloatVector a15 = FloatVector.fromArray(SIXTEEN, m, at + 3 * stride + 3 * Lanes.COUNT);
    FloatVector b0 = a0.blend(a8.rearrange(SWAP_8), BIT_8);
    FloatVector b8 = a0.rearrange(SWAP_8).blend(a8, BIT_8);
    FloatVector b1 = a1.blend(a9.rearrange(SWAP_8), BIT_8);
    FloatVector b9 = a1.rearrange(SWAP_8).blend(a9, BIT_8);
    FloatVector b2 = a2.blend(a10.rearrange(SWAP_8), BIT_8);
    FloatVector b10 = a2.rearrange(SWAP_8).blend(a10, BIT_8);
    FloatVector b3 = a3.blend(a11.rearrange(SWAP_8), BIT_8);
    FloatVector b11 = a3.rearrange(SWAP_8).blend(a11, BIT_8);
    FloatVector b4 = a4.blend(a12.rearrange(SWAP_8), BIT_8);
    FloatVector b12 = a4.rearrange(SWAP_8).blend(a12, BIT_8);
    FloatVector b5 = a5.blend(a13.rearrange(SWAP_8), BIT_8);
    FloatVector b13 = a5.rearrange(SWAP_8).blend(a13, BIT_8);
    FloatVector b6 = a6.blend(a14.rearrange(SWAP_8), BIT_8);
    FloatVector b14 = a6.rearrange(SWAP_8).blend(a14, BIT_8);
    FloatVector b7 = a7.blend(a15.rearrange(SWAP_8), BIT_8);
    FloatVector b15 = a7.rearrange(SWAP_8).blend(a15, BIT_8);
    FloatVector c0 = b0.blend(b4.rearrange(SWAP_4), BIT_4);
    FloatVector c4 = b0.rearrange(SWAP_4).blend(b4, BIT_4);
    FloatVector c1 = b1.blend(b5.rearrange(SWAP_4), BIT_4);
    FloatVector c5 = b1.rearrange(SWAP_4).blend(b5, BIT_4);
    FloatVector c2 = b2.blend(b6.rearrange(SWAP_4), BIT_4);
    FloatVector c6 = b2.rearrange(SWAP_4).blend(b6, BIT_4);
    FloatVector c3 = b3.blend(b7.rearrange(SWAP_4), BIT_4);
    FloatVector c7 = b3.rearrange(SWAP_4).blend(b7, BIT_4);
    FloatVector c8 = b8.blend(b12.rearrange(SWAP_4), BIT_4);
    FloatVector c12 = b8.rearrange(SWAP_4).blend(b12, BIT_4);
    FloatVector c9 = b9.blend(b13.rearrange(SWAP_4), BIT_4);
    FloatVector c13 = b9.rearrange(SWAP_4).blend(b13, BIT_4);
    FloatVector c10 = b10.blend(b14.rearrange(SWAP_4), BIT_4);
    FloatVector c14 = b10.rearrange(SWAP_4).blend(b14, BIT_4);
    FloatVector c11 = b11.blend(b15.rearrange(SWAP_4), BIT_4);
    FloatVector c15 = b11.rearrange(SWAP_4).blend(b15, BIT_4);
    FloatVector d0 = c0.blend(c2.rearrange(SWAP_2), BIT_2);
    FloatVector d2 = c0.rearrange(SWAP_2).blend(c2, BIT_2);
    FloatVector d1 = c1.blend(c3.rearrange(SWAP_2), BIT_2);
    FloatVector d3 = c1.rearrange(SWAP_2).blend(c3, BIT_2);
    FloatVector d4 = c4.blend(c6.rearrange(SWAP_2), BIT_2);
    FloatVector d6 = c4.rearrange(SWAP_2).blend(c6, BIT_2);
    FloatVector d5 = c5.blend(c7.rearrange(SWAP_2), BIT_2);
    FloatVector d7 = c5.rearrange(SWAP_2).blend(c7, BIT_2);
    FloatVector d8 = c8.blend(c10.rearrange(SWAP_2), BIT_2);
    FloatVector d10 = c8.rearrange(SWAP_2).blend(c10, BIT_2);
    FloatVector d9 = c9.blend(c11.rearrange(SWAP_2), BIT_2);
    FloatVector d11 = c9.rearrange(SWAP_2).blend(c11, BIT_2);
    FloatVector d12 = c12.blend(c14.rearrange(SWAP_2), BIT_2);
    FloatVector d14 = c12.rearrange(SWAP_2).blend(c14, BIT_2);
    FloatVector d13 = c13.blend(c15.rearrange(SWAP_2), BIT_2);
    FloatVector d15 = c13.rearrange(SWAP_2).blend(c15, BIT_2);
    FloatVector e0 = d0.blend(d1.rearrange(SWAP_1), BIT_1);
    FloatVector e1 = d0.rearrange(SWAP_1).blend(d1, BIT_1);
    FloatVector e2 = d2.blend(d3.rearrange(SWAP_1), BIT_1);
    FloatVector e3 = d2.rearrange(SWAP_1).blend(d3, BIT_1);
    FloatVector e4 = d4.blend(d5.rearrange(SWAP_1), BIT_1);
    FloatVector e5 = d4.rearrange(SWAP_1).blend(d5, BIT_1);
    FloatVector e6 = d6.blend(d7.rearrange(SWAP_1), BIT_1);
    FloatVector e7 = d6.rearrange(SWAP_1).blend(d7, BIT_1);
    FloatVector e8 = d8.blend(d9.rearrange(SWAP_1), BIT_1);
    FloatVector e9 = d8.rearrange(SWAP_1).blend(d9, BIT_1);
    FloatVector e10 = d10.blend(d11.rearrange(SWAP_1), BIT_1);
    FloatVector e11 = d10.rearrange(SWAP_1).blend(d11, BIT_1);
    FloatVector e12 = d12.blend(d13.rearrange(SWAP_1), BIT_1);
    FloatVector e13 = d12.rearrange(SWAP_1).blend(d13, BIT_1);
    FloatVector e14 = d14.blend(d15.rearrange(SWAP_1), BIT_1);
    FloatVector e15 = d14.rearrange(SWAP_1).blend(d15, BIT_1);
    e0.intoArray(m, out);
    e1.intoArray(m, out + Lanes.COUNT);
    e2.intoArray(m, out + 2 * Lanes.COUNT);
    e3.intoArray(m, out + 3 * Lanes.COUNT);
    e4.intoArray(m, out + 4 * Lanes.COUNT);
    e5.intoArray(m, out + 5 * Lanes.COUNT);
    e6.intoArray(m, out + 6 * Lanes.COUNT);
    e7.intoArray(m, out + 7 * Lanes.COUNT);
    e8.intoArray(m, out + 8 * Lanes.COUNT);
    e9.intoArray(m, out + 9 * Lanes.COUNT);
    e10.intoArray(m, out + 10 * Lanes.COUNT);
    e11.intoArray(m, out + 11 * Lanes.COUNT);
    e12.intoArray(m, out + 12 * Lanes.COUNT);
    e13.intoArray(m, out + 13 * Lanes.COUNT);
    e14.intoArray(m, out + 14 * Lanes.COUNT);
    e15.intoArray(m, out + 15 * Lanes.COUNT);
  }

  /**
   * Adds four rows of sixteen floats as four tiles of 4 x 4: out[c step + 4 i + j] += in[i][4 c +
   * j].
   */
  static void addTiles(float[] m, int in, float[] out, int outAt, int step) {
    if (Lanes.WIDTH == Lanes.COUNT) {
      addTilesInRegisters(m, in, out, outAt, step);
      return;
    }
    for (int k = 0; k < 4 * Lanes.COUNT; k++) {
      out[outAt + k % 16 / 4 * step + k / 16 * 4 + k % 4] += m[in + k];
    }
  }

  private static void addTilesInRegisters(float[] m, int in, float[] out, int outAt, int step) {
    FloatVector a0 = FloatVector.fromArray(SIXTEEN, m, in);
    FloatVector a1 = FloatVector.fromArray(SIXTEEN, m, in + Lanes.COUNT);
    FloatVector a2 = FloatVector.fromArray(SIXTEEN, m, in + 2 * Lanes.COUNT);
    FloatVector a3 = FloatVector.fromArray(SIXTEEN, m, in + 3 * Lanes.COUNT);
    FloatVector b0 = a0.blend(a2.rearrange(SWAP_8), BIT_8);
    FloatVector b2 = a0.rearrange(SWAP_8).blend(a2, BIT_8);
    FloatVector b1 = a1.blend(a3.rearrange(SWAP_8), BIT_8);
    FloatVector b3 = a1.rearrange(SWAP_8).blend(a3, BIT_8);
    FloatVector c0 = b0.blend(b1.rearrange(SWAP_4), BIT_4);
    FloatVector c1 = b0.rearrange(SWAP_4).blend(b1, BIT_4);
    FloatVector c2 = b2.blend(b3.rearrange(SWAP_4), BIT_4);
    FloatVector c3 = b2.rearrange(SWAP_4).blend(b3, BIT_4);
    int at = outAt;
    c0.add(FloatVector.fromArray(SIXTEEN, out, at)).intoArray(out, at);
    at += step;
    c1.add(FloatVector.fromArray(SIXTEEN, out, at)).intoArray(out, at);
    at += step;
    c2.add(FloatVector.fromArray(SIXTEEN, out, at)).intoArray(out, at);
    at += step;
    c3.add(FloatVector.fromArray(SIXTEEN, out, at)).intoArray(out, at);
  }
}
