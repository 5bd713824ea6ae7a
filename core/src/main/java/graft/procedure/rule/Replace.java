package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * {@code x SEP a b SEP} x with every a replaced by b, 2n+4 tokens; the n output tokens count (task
 * replace of arXiv 2206.10139).
 *
 * <p>Our choices: a is uniform, b uniform among the others (published: perhaps a too), and the
 * number of a's in x is uniform on 0..(n+1)/2, so that about a quarter of the output is replaced.
 * (Published: a is one of the tokens of a uniform x, so that copying all of x is nearly right.)
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of x
 */
@About("Replace a token wherever it is: x | a b | x with b for every a")
public record Replace(
    @Setting(name = "vocabulary", fallback = "100", about = Occurrences.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Tokens of x; 1 to 100,000") int n)
    implements InputOutput {

  public Replace {
    Occurrences.require(symbols, n);
  }

  @Override
  public String name() {
    return "replace";
  }

  @Override
  public Replace atGrade(int grade) {
    return new Replace(symbols, grade);
  }

  @Override
  public int length() {
    return 2 * n + 4;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    int from = 1 + random.nextInt(symbols - 1);
    Occurrences.add(this, from, Occurrences.times(n, random), random, example);
    example.add(separator());
    example.add(from);
    example.add(Occurrences.other(from, symbols, random));
  }

  @Override
  public void output(Example example) {
    int from = example.token(n + 1);
    int to = example.token(n + 2);
    for (int t = 0; t < n; t++) {
      int token = example.token(t);
      example.add(token == from ? to : token);
    }
  }
}
