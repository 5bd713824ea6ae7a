package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.InputOutput;
import graft.procedure.Picture;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * {@code operations SEP} what is left on the stack, from top to bottom (arXiv 2601.21725). Token 0
 * pops, any other is pushed, and is none that lies on the stack already. With at most one item on
 * the stack, push; otherwise the last step pops, an earlier one pushes with probability 3/4 in the
 * first two thirds of the steps and pops with probability 3/4 afterwards. Every output token
 * counts. There is no end token, and padding is never predicted.
 *
 * <p>Our choices: step i = 0..n-1 is in the first two thirds if i < 2n/3, without rounding; what is
 * pushed is uniform among the tokens that are not on the stack; padded to 2n tokens as published,
 * but to 2n+1 for n of 1 and 2, where nothing is ever popped.
 *
 * @param symbols V: pushed tokens 1..V-1, separator V, pad V+1; more than the stack can be deep
 * @param n operations
 */
@About("Pushes and pops (0), then the stack from the top: operations | stack")
public record StackRule(
    @Setting(
            name = "vocabulary",
            fallback = "100",
            about = "Pushed tokens are 1 to vocabulary-1; length or more, up to 1,000,000")
        int symbols,
    @Setting(name = "length", fallback = "20", about = "Operations; 1 to 100,000") int n)
    implements InputOutput {

  private static final double LIKELY = 0.75;

  public StackRule {
    InputOutput.require(symbols, n);
    int deepest = n <= 2 ? n : n - 1;
    if (symbols <= deepest) {
      throw new SettingException(
          "vocabulary",
          "vocabulary must be at least %d, since length %d can put %d distinct tokens on the stack, not %d"
              .formatted(deepest + 1, n, deepest, symbols));
    }
  }

  @Override
  public String name() {
    return "stack";
  }

  @Override
  public StackRule atGrade(int grade) {
    return new StackRule(symbols, grade);
  }

  @Override
  public Picture picture() {
    return new Picture.Operations(0, separator());
  }

  @Override
  public int length() {
    return n <= 2 ? 2 * n + 1 : 2 * n;
  }

  @Override
  public void input(RandomGenerator random, Example example) {
    int depth = 0;
    for (int step = 0; step < n; step++) {
      if (depth <= 1 || (step < n - 1 && random.nextDouble() < pushProbability(step))) {
        example.add(push(depth++, random, example));
      } else {
        example.add(0);
        depth--;
      }
    }
  }

  private double pushProbability(int step) {
    return 3 * step < 2 * n ? LIKELY : 1 - LIKELY;
  }

  /**
   * Puts a new token at {@code depth} and returns it. Draws until the token is new, which takes
   * less than two tries on average, since the stack is rarely deeper than half of the steps. Where
   * tokens lie is remembered and believed as in {@link Distinct}.
   */
  private int push(int depth, RandomGenerator random, Example example) {
    int[] memory = example.scratch(symbols + n); // the depth of every token, then the stack
    while (true) {
      int token = 1 + random.nextInt(symbols - 1);
      int place = memory[token];
      boolean isOnStack = place >= 0 && place < depth && memory[symbols + place] == token;
      if (!isOnStack) {
        memory[token] = depth;
        memory[symbols + depth] = token;
        return token;
      }
    }
  }

  /** Backwards through the operations: a pop takes away the next push that is found. */
  @Override
  public void output(Example example) {
    int popped = 0;
    for (int t = n - 1; t >= 0; t--) {
      if (example.token(t) == 0) {
        popped++;
      } else if (popped > 0) {
        popped--;
      } else {
        example.add(example.token(t));
      }
    }
  }
}
