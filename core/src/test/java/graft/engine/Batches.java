package graft.engine;

import java.util.random.RandomGenerator;

/** Random batches for tests. */
public final class Batches {
  private Batches() {}

  /** Which positions count. */
  public enum Counted {
    /** About a third of the positions, and the last. */
    SOME,
    /** Every position. */
    ALL,
    /** The last position. */
    LAST
  }

  /** Sequences of 1 to {@code longest} random tokens below {@code vocabulary}. */
  public static Batch random(
      RandomGenerator random, int sequences, int longest, int vocabulary, Counted which) {
    return random(random, new Batch(), sequences, longest, vocabulary, which);
  }

  /** Sequences of 1 to {@code longest} random vectors of {@code bits} bits. */
  public static Batch ofBits(
      RandomGenerator random, int sequences, int longest, int bits, Counted which) {
    return random(random, Batch.ofBits(bits), sequences, longest, 2, which);
  }

  private static Batch random(
      RandomGenerator random,
      Batch batch,
      int sequences,
      int longest,
      int vocabulary,
      Counted which) {
    int width = Math.max(1, batch.bitsPerPosition());
    for (int b = 0; b < sequences; b++) {
      int length = 1 + random.nextInt(longest);
      int[] tokens = random.ints((long) length * width, 0, vocabulary).toArray();
      int[] positions = new int[length];
      int count = 0;
      for (int t = 0; t < length; t++) {
        boolean chosen = which == Counted.ALL || (which == Counted.SOME && random.nextInt(3) == 0);
        if (t == length - 1 || chosen) {
          positions[count++] = t;
        }
      }
      batch.add(
          tokens, positions, random.ints((long) count * width, 0, vocabulary).toArray(), count);
    }
    return batch;
  }
}
