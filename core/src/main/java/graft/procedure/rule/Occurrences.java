package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Limits;
import java.util.random.RandomGenerator;

/** Inputs that hold one token as often as wanted; so there must be a second token. */
final class Occurrences {
  /** What the setting {@code vocabulary} is, for users. */
  static final String ABOUT_VOCABULARY = "Input tokens are 1 to vocabulary-1; 3 to 1,000,000";

  private Occurrences() {}

  /**
   * Checks both settings.
   *
   * @throws graft.procedure.SettingException if one is out of range
   */
  static void require(int symbols, int n) {
    Limits.require("vocabulary", symbols, 3, 1_000_000);
    InputOutput.require(symbols, n);
  }

  /**
   * Appends n tokens, exactly {@code times} of which are {@code token}, every choice of their
   * places being equally likely; the others are uniform among the other tokens. Places are chosen
   * by selection sampling: each in turn, with the probability that is left (Knuth, "The Art of
   * Computer Programming", volume 2, algorithm 3.4.2 S).
   *
   * @param times 0..n
   */
  static void add(InputOutput rule, int token, int times, RandomGenerator random, Example example) {
    int missing = times;
    for (int left = rule.n(); left > 0; left--) {
      if (random.nextInt(left) < missing) {
        example.add(token);
        missing--;
      } else {
        example.add(other(token, rule.symbols(), random));
      }
    }
  }

  /** A uniform number in 0..(n+1)/2; where a token fills nearly all of it, few inputs differ. */
  static int times(int n, RandomGenerator random) {
    return random.nextInt((n + 1) / 2 + 1);
  }

  /** A uniform input token (1..symbols-1) other than {@code token}. */
  static int other(int token, int symbols, RandomGenerator random) {
    int drawn = 1 + random.nextInt(symbols - 2);
    return drawn < token ? drawn : drawn + 1;
  }
}
