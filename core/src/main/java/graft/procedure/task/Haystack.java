package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * Recall: {@code k1 v1 ... kn vn query answer}, where the answer is the value that followed the
 * queried key (arXiv 2505.22308, 2601.21725). The number of pairs n is uniform on 1..m, keys are
 * distinct, the queried one is uniform among them. Only the prediction of the answer counts.
 *
 * <p>Ids as published for m pairs: pad 0; values 1..127, uniform; keys 128..127+m; queries
 * 128+m..127+2m; vocabulary 256; padded to 2m+3 tokens.
 *
 * @param pairs m, the most pairs in a sequence
 */
@About("Recall the value of a queried key: k1 v1 ... kn vn ?k v")
public record Haystack(
    @Setting(fallback = "30", about = "Most key-value pairs in a sequence; 1 to 64") int pairs)
    implements Procedure {

  private static final int VALUES = 127;
  private static final int FIRST_KEY = 128;
  private static final int VOCABULARY = 256;

  public Haystack {
    Limits.require("pairs", pairs, 1, (VOCABULARY - FIRST_KEY) / 2);
  }

  @Override
  public String name() {
    return "haystack";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(VOCABULARY, 0, this::symbol);
  }

  @Override
  public int length() {
    return 2 * pairs + 3;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int n = 1 + random.nextInt(pairs);
    drawPairs(n, random, example);
    int asked = 2 * random.nextInt(n);
    example.add(example.token(asked) + pairs);
    example.add(example.token(asked + 1));
    example.count(2 * n);
  }

  /** The keys are the first n of a shuffle of all m, by Fisher and Yates' method. */
  private void drawPairs(int n, RandomGenerator random, Example example) {
    int[] keys = example.scratch(pairs);
    for (int key = 0; key < pairs; key++) {
      keys[key] = FIRST_KEY + key;
    }
    for (int i = 0; i < n; i++) {
      int chosen = i + random.nextInt(pairs - i);
      example.add(keys[chosen]);
      keys[chosen] = keys[i];
      example.add(1 + random.nextInt(VALUES));
    }
  }

  private String symbol(int token) {
    if (token == 0) {
      return "·";
    }
    if (token < FIRST_KEY) {
      return "v" + token;
    }
    int key = token - FIRST_KEY;
    if (key < pairs) {
      return "k" + key;
    }
    return key < 2 * pairs ? "?" + (key - pairs) : "#" + token;
  }
}
