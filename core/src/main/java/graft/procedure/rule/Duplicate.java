package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;

/**
 * {@code x SEP} every token of x twice, one after the other, 3n+1 tokens; positions n..3n-1 count
 * (task duplicate of arXiv 2206.10139). Of {@code 3 1} that is {@code 3 3 1 1}.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("Write every token twice: a b | a a b b")
public record Duplicate(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public Duplicate {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public Duplicate atGrade(int grade) {
    return new Duplicate(symbols, grade);
  }

  @Override
  public int length() {
    return 3 * n + 1;
  }

  @Override
  public void output(Example example) {
    for (int t = 0; t < n; t++) {
      example.add(example.token(t));
      example.add(example.token(t));
    }
  }
}
