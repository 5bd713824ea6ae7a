package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import graft.procedure.rule.Sort;

/**
 * {@code x SEP sorted(x)}, ascending, 2n+1 tokens; every prediction of the output counts.
 *
 * <p>The publications give neither ids nor sizes (arXiv 2505.22308). Chosen here: the layout and
 * the defaults of the input/output rules of arXiv 2601.21725, that is tokens 1..V-1, uniform and
 * with repeats; separator V; pad V+1; no stop; V = 100 and n = 20.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("Sort the input, ascending: x | sorted(x)")
public record Sorting(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public Sorting {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "sorting";
  }

  @Override
  public Sorting atGrade(int grade) {
    return new Sorting(symbols, grade);
  }

  @Override
  public void output(Example example) {
    Sort.addSorted(n, example);
  }
}
