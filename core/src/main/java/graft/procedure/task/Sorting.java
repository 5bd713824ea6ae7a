package graft.procedure.task;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.Vocabulary;
import java.util.Arrays;
import java.util.random.RandomGenerator;

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
    @Setting(
            name = "vocabulary",
            fallback = "100",
            about = "Input tokens are 1 to vocabulary-1; 2 to 1,000,000")
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Tokens of input; 1 to 100,000") int n)
    implements Procedure {

  public Sorting {
    Limits.require("vocabulary", symbols, 2, 1_000_000);
    Limits.require("length", n, 1, 100_000);
  }

  @Override
  public String name() {
    return "sorting";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(symbols + 2, symbols + 1, this::symbol);
  }

  @Override
  public int length() {
    return 2 * n + 1;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int[] sorted = example.scratch(n);
    for (int i = 0; i < n; i++) {
      sorted[i] = 1 + random.nextInt(symbols - 1);
      example.add(sorted[i]);
    }
    example.add(symbols);
    Arrays.sort(sorted, 0, n);
    for (int i = 0; i < n; i++) {
      example.add(sorted[i]);
    }
    example.count(n, 2 * n);
  }

  private String symbol(int token) {
    if (token == symbols) {
      return "|";
    }
    return token > symbols ? "·" : Integer.toString(token);
  }
}
