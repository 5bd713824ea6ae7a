package graft.procedure;

import graft.random.Seeds;

/**
 * A set of 64-bit hashes of token sequences, by open addressing with linear probing.
 *
 * <p>Two sequences that share a hash count as the same. With a set of some thousands that happens
 * to one draw in about 10^15, and costs no more than drawing again.
 */
final class Fingerprints {
  /** Marks a free slot; no hash is 0. */
  private static final long FREE = 0;

  private final long[] slots;

  /**
   * @param capacity how many will be added at most; they fill at most half of the slots
   */
  Fingerprints(int capacity) {
    slots = new long[Integer.highestOneBit(Math.max(1, capacity)) * 4];
  }

  void add(Example example) {
    long hash = hash(example);
    slots[slot(hash)] = hash;
  }

  boolean contains(Example example) {
    return slots[slot(hash(example))] != FREE;
  }

  /** Where {@code hash} is, or the free slot where it would be. */
  private int slot(long hash) {
    int mask = slots.length - 1;
    int slot = (int) hash & mask;
    while (slots[slot] != FREE && slots[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Multiply and fold once per token, so that their order matters, then a full mix. */
  private static long hash(Example example) {
    long hash = example.length();
    for (int t = 0; t < example.length(); t++) {
      hash = (hash ^ (example.token(t) + 1L)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    long mixed = Seeds.mix(hash);
    return mixed == FREE ? 1 : mixed;
  }
}
