package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * {@code a SEP b SEP} a ++ b without repeats, in order of first occurrence; padded to 2n+2 tokens,
 * and every output token counts (arXiv 2601.21725). Both a and b have n/2 tokens. There is no end
 * token, and padding is never predicted. The task union of arXiv 2206.10139 has no order.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input, an even number
 */
@About(
    value = "Join two lists and drop repeats: a | b | set(a b)",
    finding = "Helps multiplication (arXiv 2601.21725).")
public record Union(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(
            name = "length",
            fallback = "20",
            about = "Tokens of input, an even number; 2 to 100,000")
        int n)
    implements InputOutput {

  public Union {
    InputOutput.require(symbols, n, 2);
    if (n % 2 != 0) {
      throw new SettingException(
          "length",
          "length must be even, since both lists have half of it, not " + n + "; try " + (n + 1));
    }
  }

  @Override
  public String name() {
    return "union";
  }

  @Override
  public Union atGrade(int grade) {
    return new Union(symbols, grade);
  }

  @Override
  public int length() {
    return 2 * n + 2;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    addUniform(n / 2, random, example);
    example.add(separator());
    addUniform(n / 2, random, example);
  }

  @Override
  public void output(Example example) {
    int start = example.length();
    Distinct.add(example, 0, n / 2, start, symbols);
    Distinct.add(example, n / 2 + 1, n + 1, start, symbols);
  }
}
