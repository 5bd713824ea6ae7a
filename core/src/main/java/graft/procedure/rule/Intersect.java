package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * {@code a SEP b SEP} the tokens that are in both, without repeats, in the order of a; padded to
 * n+2+n/2 tokens, and every output token counts (task intersect of arXiv 2206.10139). Both a and b
 * have n/2 tokens, as in {@link Union}. If nothing is common, the answer is token 0. There is no
 * end token, and padding is never predicted.
 *
 * <p>Our choices: the order (none is published), token 0 (published: a further token), and how b is
 * drawn: each of its tokens is with probability 1/2 that at a uniform place of a, and otherwise
 * uniform. So b holds a token of a with probability 1 - exp(-1/2) = 39 % at least, however large
 * the vocabulary is; two uniform lists of 10 out of 1,000 tokens have mostly nothing in common.
 * (Published: both are drawn from a pool of half as many tokens as the two have.)
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input, an even number
 */
@About("What two lists have in common: a | b | tokens of a that are in b; 0 if none")
public record Intersect(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(
            name = "length",
            fallback = "20",
            about = "Tokens of input, an even number; 2 to 100,000")
        int n)
    implements InputOutput {

  private static final int NOTHING = 0;

  public Intersect {
    InputOutput.require(symbols, n, 2);
    if (n % 2 != 0) {
      throw new SettingException(
          "length",
          "length must be even, since both lists have half of it, not " + n + "; try " + (n + 1));
    }
  }

  @Override
  public String name() {
    return "intersect";
  }

  @Override
  public Intersect atGrade(int grade) {
    return new Intersect(symbols, grade);
  }

  @Override
  public int length() {
    return n + 2 + n / 2;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    int half = n / 2;
    addUniform(half, random, example);
    example.add(separator());
    for (int t = 0; t < half; t++) {
      boolean fromFirst = random.nextInt(2) == 0;
      example.add(
          fromFirst ? example.token(random.nextInt(half)) : 1 + random.nextInt(symbols - 1));
    }
  }

  /** Scratch memory: where each token stands in b, believed as in {@link Distinct}. */
  @Override
  public void output(Example example) {
    int[] places = example.scratch(symbols);
    int start = example.length();
    for (int t = n / 2 + 1; t < start - 1; t++) {
      places[example.token(t)] = t;
    }
    for (int t = 0; t < n / 2; t++) {
      int token = example.token(t);
      int place = places[token];
      if (place > n / 2 && place < start - 1 && example.token(place) == token) {
        example.add(token);
        places[token] = -1; // so that it is not added again
      }
    }
    if (example.length() == start) {
      example.add(NOTHING);
    }
  }
}
