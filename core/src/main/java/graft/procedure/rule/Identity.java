package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;

/**
 * {@code x SEP x}, 2n+1 tokens; positions n..2n-1 count (arXiv 2601.21725).
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("Repeat the input: x | x")
public record Identity(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public Identity {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public Identity atGrade(int grade) {
    return new Identity(symbols, grade);
  }

  @Override
  public void output(Example example) {
    for (int t = 0; t < n; t++) {
      example.add(example.token(t));
    }
  }
}
