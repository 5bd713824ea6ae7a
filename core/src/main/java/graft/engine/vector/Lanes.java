package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sixteen lanes of a group and the vectors that hold them, with the elementary functions on
 * them.
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

  /** Offset of vector number {@code v} of consecutive rows that lie {@code row} floats apart. */
  static int offset(int v, int row) {
    return v / PARTS * row + v % PARTS * WIDTH;
  }

  /** The smallest multiple of 4 that is at least {@code features}. */
  static int padded(int features) {
    return (features + 3) & ~3;
  }

  /**
   * Floats of a row of {@code features}: an odd number of cache lines, so that the same feature of
   * successive rows does not fall into one set of the cache.
   */
  static int row(int features) {
    return (padded(features) | 1) * COUNT;
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
   * Sums each run of 16 lanes in one fixed order, whatever the vector width: out[k] += sum of
   * in[k][lane].
   *
   * <p>Lanes l, l+4, l+8, l+12 first, as ((l + l+8) + (l+4 + l+12)), then (0 + 2) + (1 + 3).
   */
  static void addLaneSums(float[] in, int at, float[] out, int outAt, int count) {
    for (int k = 0; k < count; k++) {
      out[outAt + k] += laneSum(in, at + k * COUNT);
    }
  }

  private static float laneSum(float[] in, int at) {
    FloatVector a = FloatVector.fromArray(FloatVector.SPECIES_128, in, at);
    FloatVector b = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 4);
    FloatVector c = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 8);
    FloatVector d = FloatVector.fromArray(FloatVector.SPECIES_128, in, at + 12);
    FloatVector sum = a.add(c).add(b.add(d));
    return (sum.lane(0) + sum.lane(2)) + (sum.lane(1) + sum.lane(3));
  }
}
