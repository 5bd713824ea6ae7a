package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * {@code x SEP t SEP} 1 if t is in x, else 0, n+4 tokens; only the answer counts (task search of
 * arXiv 2206.10139).
 *
 * <p>Our choices: the two answers are the ids 1 and 0, t is one uniform token (published: several),
 * and it is in x once or not at all, each with probability 1/2 as published; the other tokens of x
 * are uniform among those that are not t. If t came more often, x would give the answer away by its
 * repeats.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of x
 */
@About("Whether a token is in a list: x | t | 1 if t is in x, else 0")
public record Search(
    @Setting(name = "vocabulary", fallback = "100", about = Occurrences.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Tokens of x; 1 to 100,000") int n)
    implements InputOutput {

  public Search {
    Occurrences.require(symbols, n);
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public Search atGrade(int grade) {
    return new Search(symbols, grade);
  }

  @Override
  public int length() {
    return n + 4;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    int token = 1 + random.nextInt(symbols - 1);
    Occurrences.add(this, token, random.nextInt(2), random, example);
    example.add(separator());
    example.add(token);
  }

  @Override
  public void output(Example example) {
    int wanted = example.token(n + 1);
    int found = 0;
    for (int t = 0; t < n; t++) {
      found |= example.token(t) == wanted ? 1 : 0;
    }
    example.add(found);
  }
}
