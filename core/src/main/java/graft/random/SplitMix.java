package graft.random;

import java.util.random.RandomGenerator;

/**
 * The SplitMix generator of Steele, Lea and Flood ("Fast Splittable Pseudorandom Number
 * Generators", 2014) with a stream constant (gamma) of its own for every (key, index).
 *
 * <p>Written here, though the JDK has one, because the numbers are part of every result: how the
 * JDK turns bits into bounded integers and Gaussians may change from release to release, this class
 * may not. Not thread-safe.
 */
public final class SplitMix implements RandomGenerator {
  private long state;
  private long gamma;

  SplitMix() {}

  /**
   * Makes this the generator number {@code index} of the family {@code key}; see {@link Seeds#key}.
   */
  public void reset(long key, long index) {
    state = Seeds.mix(key ^ Seeds.mix(index + 0x632BE59BD9B4E019L));
    gamma = oddGamma(Seeds.mix(state ^ 0x9E3779B97F4A7C15L));
  }

  /**
   * An odd constant with enough 01 and 10 bit pairs, as the paper asks for, so that the state moves
   * irregularly.
   */
  private static long oddGamma(long bits) {
    long odd = bits | 1L;
    return Long.bitCount(odd ^ (odd >>> 1)) < 24 ? odd ^ 0xAAAAAAAAAAAAAAAAL : odd;
  }

  @Override
  public long nextLong() {
    state += gamma;
    return Seeds.mix(state);
  }

  /**
   * Uniform in {@code 0..bound-1}, without bias: Lemire's multiply-and-reject ("Fast Random Integer
   * Generation in an Interval", 2019).
   *
   * @throws IllegalArgumentException if {@code bound < 1}
   */
  @Override
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException(
          "the bound of a random integer must be at least 1, not " + bound);
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFFFFFFL;
    if (low < bound) {
      long threshold = ((1L << 32) - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFFFFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [0, 1): 53 random bits. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Standard normal by Box and Muller's transform, in {@link StrictMath}, so that every platform
   * gives the same bits.
   */
  @Override
  public double nextGaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * nextDouble());
  }
}
