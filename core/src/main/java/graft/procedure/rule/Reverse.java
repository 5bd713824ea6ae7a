package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;

/**
 * {@code x SEP} x backwards, 2n+1 tokens; positions n..2n-1 count (arXiv 2601.21725, and the task
 * reverse of arXiv 2206.10139).
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("Repeat the input backwards: x | reversed(x)")
public record Reverse(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public Reverse {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public Reverse atGrade(int grade) {
    return new Reverse(symbols, grade);
  }

  @Override
  public void output(Example example) {
    for (int t = n - 1; t >= 0; t--) {
      example.add(example.token(t));
    }
  }
}
