package graft.random;

/**
 * Turns (seed, stream, split, index) into independent generators by hashing.
 *
 * <p>Deliberately never {@code seed + index}: sums of neighbouring seeds and indices coincide, so
 * their streams overlap.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * The key of a family of generators; {@link #generator} numbers its members.
   *
   * @param seed the experiment's seed, any value
   * @param stream what the numbers are for, for example {@code "haystack"} or {@code "dropout"}
   * @param split which part of that stream, for example {@code "train"} or {@code "heldout"}
   */
  public static long key(long seed, String stream, String split) {
    long hash = mix(seed ^ 0x9E3779B97F4A7C15L);
    hash = absorb(hash, stream);
    return absorb(hash, split);
  }

  /** The generator number {@code index} of the family {@code key}. */
  public static SplitMix generator(long key, long index) {
    SplitMix generator = new SplitMix();
    generator.reset(key, index);
    return generator;
  }

  /** The generator of (seed, stream, split, index). */
  public static SplitMix generator(long seed, String stream, String split, long index) {
    return generator(key(seed, stream, split), index);
  }

  /** Absorbs the text and its length, so that ("ab", "c") and ("a", "bc") differ. */
  private static long absorb(long hash, String text) {
    long result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = mix(result + 0x9E3779B97F4A7C15L * (text.charAt(i) + 1L));
    }
    return mix(result ^ (0xD1B54A32D192ED03L * (text.length() + 1L)));
  }

  /**
   * David Stafford's variant 13 of the 64-bit finaliser of MurmurHash3: a bijection with full
   * avalanche.
   */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
