package graft.procedure.statistics;

import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;

/** The tokens of many examples, one after the other, and what must be known of the examples. */
final class Corpus {
  private long[] tokens = new long[1024];
  private long[] pairs = new long[1024];
  private int size;
  private int pairCount;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private long counted;

  /** So many examples of {@code procedure}, none of which depends on how many there are. */
  static Corpus of(Procedure procedure, int examples, long seed) {
    long key = Seeds.key(seed, procedure.name(), "statistics");
    SplitMix random = Seeds.generator(key, 0);
    Example example = new Example();
    Corpus corpus = new Corpus();
    for (int index = 0; index < examples; index++) {
      random.reset(key, index);
      example.clear();
      procedure.draw(random, example);
      corpus.add(example);
    }
    return corpus;
  }

  /** Appends {@code example}; its first token has none before it. */
  private void add(Example example) {
    int length = example.length();
    tokens = withRoom(tokens, size + length);
    pairs = withRoom(pairs, pairCount + length);
    for (int t = 0; t < length; t++) {
      tokens[size++] = example.token(t);
      if (t > 0) {
        pairs[pairCount++] = (long) example.token(t - 1) << 32 | example.token(t);
      }
    }
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
    counted += example.countedLength();
  }

  private static long[] withRoom(long[] values, int needed) {
    return needed <= values.length ? values : Arrays.copyOf(values, 2 * needed);
  }

  /** All tokens. */
  long[] tokens() {
    return Arrays.copyOf(tokens, size);
  }

  /** All pairs of neighbours in an example, the earlier one in the upper 32 bits. */
  long[] pairs() {
    return Arrays.copyOf(pairs, pairCount);
  }

  /** Tokens of the shortest example. */
  int shortest() {
    return shortest;
  }

  /** Tokens of the longest example. */
  int longest() {
    return longest;
  }

  /** Counted predictions of all examples. */
  long counted() {
    return counted;
  }
}
