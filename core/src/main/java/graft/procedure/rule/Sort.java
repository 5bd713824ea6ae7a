package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Setting;
import java.util.Arrays;

/**
 * {@code x SEP} x in ascending order, repeats kept, 2n+1 tokens; positions n..2n-1 count (arXiv
 * 2601.21725). The task sort of arXiv 2206.10139 is another: its input gives the order.
 *
 * @param symbols V: tokens 1..V-1, separator V, pad V+1
 * @param n tokens of input
 */
@About("Sort the input, smallest first: x | sorted(x)")
public record Sort(
    @Setting(name = "vocabulary", fallback = "100", about = InputOutput.ABOUT_VOCABULARY)
        int symbols,
    @Setting(name = "length", fallback = "20", about = InputOutput.ABOUT_LENGTH) int n)
    implements InputOutput {

  public Sort {
    InputOutput.require(symbols, n);
  }

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public Sort atGrade(int grade) {
    return new Sort(symbols, grade);
  }

  @Override
  public void output(Example example) {
    addSorted(n, example);
  }

  /**
   * Appends the first {@code n} tokens of {@code example} in ascending order; not by counting,
   * which would cost V steps a draw.
   */
  public static void addSorted(int n, Example example) {
    int[] sorted = example.scratch(n);
    for (int t = 0; t < n; t++) {
      sorted[t] = example.token(t);
    }
    Arrays.sort(sorted, 0, n);
    for (int t = 0; t < n; t++) {
      example.add(sorted[t]);
    }
  }
}
