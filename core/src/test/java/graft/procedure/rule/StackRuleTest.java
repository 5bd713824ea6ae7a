package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackRuleTest {
  /**
   * Drawn numbers 0..8 are the tokens 1..9; the separator is 10. Steps 0 and 1 must push, and 3 is
   * not pushed twice; 2 pushes and 3 pops by chance of 3/4; 4 pushes by chance of 1/4, and may push
   * 1 again, which is gone; 5 is the last and pops.
   */
  @Test
  void byHand() {
    StackRule stack = new StackRule(10, 6);
    Example example = Scripted.draw(stack, 2, 2, 4, 0.74, 0, 0.75, 0.24, 0);
    assertThat(example.tokens()).isEqualTo(ints(3, 5, 1, 0, 1, 0, 10, 5, 3));
    assertThat(example.counted()).isEqualTo(ints(6, 7));
    assertThat(stack.length()).isEqualTo(12);
    assertThat(stack.vocabulary().size()).isEqualTo(12);
    assertThat(stack.vocabulary().pad()).isEqualTo(11);
  }

  /** The fifth of six steps pops; then one item is left, and so the last step pushes. */
  @Test
  void lastStepPushesOntoASingleItem() {
    Example example = Scripted.draw(new StackRule(10, 6), 2, 4, 0.74, 0, 0.75, 0.25, 8);
    assertThat(example.tokens()).isEqualTo(ints(3, 5, 1, 0, 0, 9, 10, 9, 3));
  }

  @Test
  void fewOperationsByHand() {
    assertThat(Scripted.draw(new StackRule(2, 1), 0).tokens()).isEqualTo(ints(1, 2, 1));
    assertThat(Scripted.draw(new StackRule(3, 2), 1, 1, 0).tokens()).isEqualTo(ints(2, 1, 3, 1, 2));
    assertThat(Scripted.draw(new StackRule(3, 3), 1, 0).tokens()).isEqualTo(ints(2, 1, 0, 3, 2));
  }

  /** Also with as few tokens as there can be. */
  @Test
  void replays() {
    Draws.check(3000, i -> new StackRule(2 + i % 40 + i % 7, 1 + i % 40), StackRuleTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new StackRule(2, 1), StackRuleTest::agrees);
    Draws.check(1, i -> new StackRule(100_000, 100_000), StackRuleTest::agrees);
    Draws.check(1, i -> new StackRule(1_000_000, 100_000), StackRuleTest::agrees);
  }

  private static void agrees(StackRule rule, Example example) {
    int n = rule.n();
    Deque<Integer> stack = new ArrayDeque<>();
    boolean[] isOnStack = new boolean[rule.symbols()];
    for (int step = 0; step < n; step++) {
      int token = example.token(step);
      assertThat(token != 0 || stack.size() > 1).isTrue();
      assertThat(step < n - 1 || stack.size() <= 1 || token == 0).isTrue();
      if (token == 0) {
        isOnStack[stack.pop()] = false;
      } else {
        assertThat(isOnStack[token]).isFalse();
        isOnStack[token] = true;
        stack.push(token);
      }
    }
    assertThat(example.token(n)).isEqualTo(rule.symbols());
    int[] output = slice(example, n + 1, example.length());
    assertThat(output).isEqualTo(stack.stream().mapToInt(Integer::intValue).toArray());
    assertThat(example.length()).isLessThanOrEqualTo(rule.length());
    assertThat(example.counted()).isEqualTo(IntStream.range(n, example.length() - 1).toArray());
  }

  /** Of 64 steps 0..42 are the first two thirds. Only steps that may do either are asked. */
  @Test
  void pushAndPopRates() {
    long[] asked = new long[64];
    long[] pushed = new long[64];
    Draws.of(
        new StackRule(100, 64),
        5000,
        example -> {
          int depth = 0;
          for (int step = 0; step < 63; step++) {
            boolean pushes = example.token(step) != 0;
            asked[step] += depth > 1 ? 1 : 0;
            pushed[step] += depth > 1 && pushes ? 1 : 0;
            depth += pushes ? 1 : -1;
          }
        });
    assertThat(asked[0] + asked[1]).isZero();
    for (int step = 2; step < 63; step++) {
      double p = step < 43 ? 0.75 : 0.25;
      assertThat(Draws.deviations(pushed[step], asked[step], p)).as("%d", step).isLessThan(4);
    }
    assertThat(total(pushed, 0, 43) / total(asked, 0, 43)).isBetween(0.745, 0.755);
    assertThat(total(pushed, 43, 63) / total(asked, 43, 63)).isBetween(0.245, 0.255);
  }

  private static double total(long[] counts, int from, int to) {
    return IntStream.range(from, to).mapToLong(step -> counts[step]).sum();
  }

  /** The second push is uniform among all tokens but the first. */
  @Test
  void pushedTokensAreUniform() {
    long[] first = new long[20];
    long[] distance = new long[19];
    Draws.of(
        new StackRule(21, 20),
        20_000,
        example -> {
          first[example.token(0) - 1]++;
          distance[Math.floorMod(example.token(1) - example.token(0), 20) - 1]++;
        });
    assertThat(ChiSquare.deviations(first)).isLessThan(4);
    assertThat(ChiSquare.deviations(distance)).isLessThan(4);
  }

  @Test
  void tooFewTokensAreNamed() {
    refused(20, 21, 20);
    refused(1000, 1001, 1000);
    refused(2, 2, 2);
    refused(2, 3, 2);
    assertThat(new StackRule(21, 21).atGrade(2)).isEqualTo(new StackRule(21, 2));
  }

  private static void refused(int symbols, int n, int deepest) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new StackRule(symbols, n))
        .withMessage(
            "vocabulary must be at least "
                + (deepest + 1)
                + ", since length "
                + n
                + " can put "
                + deepest
                + " distinct tokens on the stack, not "
                + symbols)
        .satisfies(e -> assertThat(e.setting()).isEqualTo("vocabulary"));
  }
}
