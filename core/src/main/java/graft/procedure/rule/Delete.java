package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * {@code x SEP t SEP} x without the first occurrence of t; padded to 2n+3 tokens, and every output
 * token counts (arXiv 2601.21725). The token t is uniform, so it may well be absent; then the
 * output is x. There is no end token, and padding is never predicted. In the task delete of arXiv
 * 2206.10139 t may be several tokens.
 *
 * <p>Our choice: n is at least 2, since nothing may be left of a single token.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of x
 */
@About(
    value = "Delete the first occurrence of a token: x | t | x without t",
    finding = "Helps multiplication (arXiv 2601.21725).")
public record Delete(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Tokens of x; 2 to 100,000") int n)
    implements InputOutput {

  public Delete {
    InputOutput.require(symbols, n, 2);
  }

  @Override
  public String name() {
    return "delete";
  }

  @Override
  public Delete atGrade(int grade) {
    return new Delete(symbols, grade);
  }

  @Override
  public int length() {
    return 2 * n + 3;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    addUniform(n, random, example);
    example.add(separator());
    addUniform(1, random, example);
  }

  @Override
  public void output(Example example) {
    int deleted = example.token(n + 1);
    boolean isFound = false;
    for (int t = 0; t < n; t++) {
      int token = example.token(t);
      if (isFound || token != deleted) {
        example.add(token);
      } else {
        isFound = true;
      }
    }
  }
}
