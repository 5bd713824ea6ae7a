package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * {@code x SEP t SEP} how often t occurs in x, n+4 tokens; only the number counts (task count of
 * arXiv 2206.10139).
 *
 * <p>Our choices: the number c is written as one token, the id c, so 0 means that t is absent, and
 * V must exceed n. The token t is uniform, and so is the number on 0..(n+1)/2, so that no number is
 * the likely one; the other tokens of x are uniform among those that are not t. (Published: the
 * number goes up to n and is written in digits, and the other tokens may be t as well.)
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1; more than n
 * @param n tokens of x
 */
@About("Count a token: x | t | how often t is in x")
public record Count(
    @Setting(
            name = "vocabulary",
            fallback = "100",
            about = "Input tokens are 1 to vocabulary-1; 3 or more, above length, up to 1,000,000")
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Tokens of x; 1 to 100,000") int n)
    implements InputOutput {

  public Count {
    Occurrences.require(symbols, n);
    if (symbols <= n) {
      throw new SettingException(
          "vocabulary",
          "vocabulary must be at least %d, since counts up to length %d are written as tokens, not %d"
              .formatted(n + 1, n, symbols));
    }
  }

  @Override
  public String name() {
    return "count";
  }

  @Override
  public Count atGrade(int grade) {
    return new Count(symbols, grade);
  }

  @Override
  public int length() {
    return n + 4;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    int token = 1 + random.nextInt(symbols - 1);
    Occurrences.add(this, token, Occurrences.times(n, random), random, example);
    example.add(separator());
    example.add(token);
  }

  @Override
  public void output(Example example) {
    int counted = example.token(n + 1);
    int times = 0;
    for (int t = 0; t < n; t++) {
      times += example.token(t) == counted ? 1 : 0;
    }
    example.add(times);
  }
}
