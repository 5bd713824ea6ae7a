package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;

/**
 * {@code x SEP} the first and the last token of x, n+3 tokens; positions n and n+1 count. The
 * published tasks ask for one of the two each (arXiv 2206.10139); asking for both in one sequence
 * is our choice. Of a single token the answer is that token twice.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("The first and the last token: x | first last")
public record FirstLast(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public FirstLast {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "first-last";
  }

  @Override
  public FirstLast atGrade(int grade) {
    return new FirstLast(symbols, grade);
  }

  @Override
  public int length() {
    return n + 3;
  }

  @Override
  public void output(Example example) {
    example.add(example.token(0));
    example.add(example.token(n - 1));
  }
}
