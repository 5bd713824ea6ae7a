package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
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

  private Lanes() {}

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
   * <p>A comparison and a blend take the place of max, which costs several instructions more for
   * the sake of NaN and -0. x is split into an integer n and f in [-0.5, 0.5]; 2^f comes from the
   * polynomial and n is added to the exponent.
   */
  static FloatVector exp2(FloatVector x) {
    FloatVector clamped = x.blend(-127f, x.lt(-127f));
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
      Squares.addLaneSums(in, at + feature(f, stride), stride, out, outAt + f);
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

  /**
   * Whether feature {@code a} of one operand and feature {@code b} of another both begin a cell,
   * and all of it is wanted of the {@code rest} features that are left.
   */
  static boolean wholeCells(int a, int b, int rest) {
    return a % FEATURES == 0 && b % FEATURES == 0 && rest >= FEATURES;
  }
}
