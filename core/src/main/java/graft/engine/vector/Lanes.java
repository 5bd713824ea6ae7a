package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sixteen lanes of a group, the vectors that hold them, the layout of rows, and the elementary
 * functions.
 *
 * <p>A row is a token's (or a prediction's) features in all sixteen lanes. Rows lie as [feature /
 * 4][row][feature % 4][lane]: a cell of four features is contiguous, and so are the cells of
 * successive rows, which most kernels walk along; from one cell of a row to its next it is a {@link
 * #stride}.
 */
final class Lanes {
  /** Sequences per group. */
  static final int COUNT = 16;

  /**
   * The vectors in use: the machine's preferred width up to 512 bits, or {@code
   * -Dgraft.vector.bits}.
   */
  static final VectorSpecies<Float> FLOATS = species();

  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** Lanes per vector. */
  static final int WIDTH = FLOATS.length();

  /** Vectors per group. */
  static final int PARTS = COUNT / WIDTH;

  /** Features that lie side by side. */
  static final int FEATURES = 4;

  /** Floats of a cell: four features of a row in sixteen lanes. */
  static final int CELL = FEATURES * COUNT;

  /**
   * Where the contents of a large array begin. Its first float usually lies 16 bytes behind the
   * beginning of a cache line, and a vector that crosses two lines is loaded in two goes.
   */
  static final int START = 12;

  /**
   * Minimax polynomial of (2^f - 1) / f on [-0.5, 0.5], relative error of 2^f below 2e-9, lowest
   * power first.
   */
  private static final float E0 = 0x1.62e43p-1f;

  private static final float E1 = 0x1.ebfbdcp-3f;
  private static final float E2 = 0x1.c6aee8p-5f;
  private static final float E3 = 0x1.3b2d4cp-7f;
  private static final float E4 = 0x1.5f3e52p-10f;
  private static final float E5 = 0x1.41fbbcp-13f;

  /** Adding 1.5 * 2^23 rounds a small float to an integer, which then stands in its low bits. */
  private static final float ROUND = 0x1.8p23f;

  static final float LOG2_E = (float) (1 / Math.log(2));

  static final float LN_2 = (float) Math.log(2);

  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorMask<Float> BIT_8 = bit(8);
  private static final VectorMask<Float> BIT_4 = bit(4);
  private static final VectorMask<Float> BIT_2 = bit(2);
  private static final VectorMask<Float> BIT_1 = bit(1);

  private Lanes() {}

  private static VectorShuffle<Float> swap(int bit) {
    return VectorShuffle.fromOp(FloatVector.SPECIES_512, lane -> lane ^ bit);
  }

  private static VectorMask<Float> bit(int bit) {
    boolean[] set = new boolean[COUNT];
    for (int lane = 0; lane < COUNT; lane++) {
      set[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(FloatVector.SPECIES_512, set, 0);
  }

  private static VectorSpecies<Float> species() {
    int preferred = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    int bits = Integer.getInteger("graft.vector.bits", preferred);
    if (bits != 128 && bits != 256 && bits != 512) {
      throw new IllegalArgumentException("graft.vector.bits must be 128, 256 or 512, not " + bits);
    }
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /** Offset of vector number {@code v} of consecutive cells. */
  static int offset(int v) {
    return v / PARTS * CELL + v % PARTS * WIDTH;
  }

  /** Cells of a row. */
  static int cells(int features) {
    return (features + FEATURES - 1) / FEATURES;
  }

  /** The smallest multiple of 4 that is at least {@code features}. */
  static int padded(int features) {
    return cells(features) * FEATURES;
  }

  /**
   * Floats from one cell of a row to its next: an odd number of cache lines, so that the cells of
   * one row do not all fall into one set of the cache.
   */
  static int stride(int rows) {
    return (rows * FEATURES + 1) * COUNT;
  }

  /** Floats of {@code rows} rows. */
  static long size(int features, int rows) {
    return (long) cells(features) * stride(rows);
  }

  /** Offset of a feature from the first of its row. */
  static int feature(int f, int stride) {
    return f / FEATURES * stride + f % FEATURES * COUNT;
  }

  /**
   * 2^x for x up to 127, relative error about 1e-7; exactly 0 from -127 downwards.
   *
   * <p>x is split into an integer n and f in [-0.5, 0.5]; 2^f comes from the polynomial and n is
   * added to the exponent.
   */
  static FloatVector exp2(FloatVector x) {
    FloatVector clamped = x.max(-127f);
    FloatVector rounded = clamped.add(ROUND);
    FloatVector f = clamped.sub(rounded.sub(ROUND));
    IntVector exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector p = f.fma(FloatVector.broadcast(FLOATS, E5), FloatVector.broadcast(FLOATS, E4));
    p = p.fma(f, FloatVector.broadcast(FLOATS, E3));
    p = p.fma(f, FloatVector.broadcast(FLOATS, E2));
    p = p.fma(f, FloatVector.broadcast(FLOATS, E1));
    p = p.fma(f, FloatVector.broadcast(FLOATS, E0));
    p = p.fma(f, FloatVector.broadcast(FLOATS, 1f));
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  /**
   * Sums the lanes of each feature of one row: out[f] += sum of in[f][lane].
   *
   * <p>The order is fixed, whatever the vector width: lanes l, l+4, l+8, l+12 first, as ((l + l+8)
   * + (l+4 + l+12)), then (0 + 2) + (1 + 3).
   *
   * @param at the row's first cell
   */
  static void addLaneSums(float[] in, int at, int stride, int features, float[] out, int outAt) {
    int f = 0;
    for (; WIDTH == COUNT && f + COUNT <= features; f += COUNT) {
      addSixteen(in, at + feature(f, stride), stride, out, outAt + f);
    }
    for (; f < features; f++) {
      addOne(in, at + feature(f, stride), out, outAt + f);
    }
  }

  private static void addOne(float[] in, int at, float[] out, int outAt) {
    FloatVector a = FloatVector.fromArray(FloatVector.SPECIES_128, in, at);
    FloatVector b = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 4);
    FloatVector c = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 8);
    FloatVector d = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 12);
    FloatVector sum = a.add(c).add(b.add(d));
    out[outAt] += (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
  }

  /** Sixteen features at once: each step of the tree halves the vectors and transposes a little. */
  private static void addSixteen(float[] in, int at, int stride, float[] out, int outAt) {
    FloatVector a0 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at);
    FloatVector a1 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + COUNT);
    FloatVector a2 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 3 * COUNT);
    FloatVector a4 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + stride);
    FloatVector a5 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + stride + COUNT);
    FloatVector a6 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + stride + 2 * COUNT);
    FloatVector a7 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + stride + 3 * COUNT);
    FloatVector a8 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 2 * stride);
    FloatVector a9 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 2 * stride + COUNT);
    FloatVector a10 =
        FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 2 * stride + 2 * COUNT);
    FloatVector a11 =
        FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 2 * stride + 3 * COUNT);
    FloatVector a12 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 3 * stride);
    FloatVector a13 = FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 3 * stride + COUNT);
    FloatVector a14 =
        FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 3 * stride + 2 * COUNT);
    FloatVector a15 =
        FloatVector.fromArray(FloatVector.SPECIES_512, in, at + 3 * stride + 3 * COUNT);
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
    e.add(FloatVector.fromArray(FloatVector.SPECIES_512, out, outAt)).intoArray(out, outAt);
  }
}
