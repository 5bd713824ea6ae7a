package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.random.Seeds;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffleDyckTest {
  private static final double OPEN = 0.1;
  private static final double CLOSE = 0.9;

  /**
   * {@code [(])()} to a depth of 2: the third must close, two being open, and closes the first of
   * the types, though the other is nested in it; the fourth is asked, the fifth must open, the last
   * close.
   */
  @Test
  void byHand() {
    ShuffleDyck rule = new ShuffleDyck(3, 6, 0.5, 2);
    Example example = Scripted.draw(rule, 1, OPEN, 0, 0, CLOSE, 0, 0, 0);
    assertThat(example.tokens()).isEqualTo(ints(1, 0, 4, 3, 0, 3));
    assertThat(example.counted()).isEqualTo(ints(0, 1, 2, 3, 4));
    assertThat(rule.length()).isEqualTo(6);
    assertThat(rule.vocabulary().size()).isEqualTo(7);
    assertThat(rule.vocabulary().pad()).isEqualTo(6);
  }

  /** With three open and three left nothing is asked but which type closes: {@code [(())]}. */
  @Test
  void closesAllInTheEnd() {
    Example example = Scripted.draw(new ShuffleDyck(3, 6, 0.5, 0), 1, OPEN, 0, OPEN, 0, 1, 1, 0);
    assertThat(example.tokens()).isEqualTo(ints(1, 0, 0, 3, 3, 4));
  }

  /** Unlike nested brackets, two types can be interleaved: {@code ([)]} and {@code ([])}. */
  @Test
  void everySequenceHasItsProbability() {
    BracketWords four = new BracketWords(2, 4, 0.5, 2, false);
    assertThat(four.size()).isEqualTo(4 + 2 + 4); // ()() in types; (()) in one; crossed or nested
    four.agreeWith(new ShuffleDyck(2, 4, 0.5, 2), 10_000);
    new BracketWords(2, 6, 0.4, 2, false).agreeWith(new ShuffleDyck(2, 6, 0.4, 2), 20_000);
    new BracketWords(2, 6, 0.6, 6, false).agreeWith(new ShuffleDyck(2, 6, 0.6, 0), 20_000);
    new BracketWords(3, 6, 0.6, 6, false).agreeWith(new ShuffleDyck(3, 6, 0.6, 0), 50_000);
  }

  @Test
  void depthZeroIsAnyDepth() {
    for (int index = 0; index < 200; index++) {
      Example free = new Example();
      new ShuffleDyck(5, 40, 0.7, 0).draw(Seeds.generator(1, "dyck", "test", index), free);
      Example high = new Example();
      new ShuffleDyck(5, 40, 0.7, 20).draw(Seeds.generator(1, "dyck", "test", index), high);
      assertThat(free.tokens()).isEqualTo(high.tokens());
    }
    Draws.of(
        new ShuffleDyck(1, 6, 1, 0),
        1,
        example -> assertThat(example.tokens()).isEqualTo(ints(0, 0, 0, 1, 1, 1)));
  }

  @Test
  void everyTypeBalancesAndTheDepthIsKept() {
    Draws.check(
        2000,
        i -> new ShuffleDyck(1 + i % 20, 2 + 2 * (i % 65), i % 11 / 10.0, i % 10),
        ShuffleDyckTest::balances);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new ShuffleDyck(1, 2, 0.5, 1), ShuffleDyckTest::balances);
    Draws.check(1, i -> new ShuffleDyck(1, 100_000, 0.5, 8), ShuffleDyckTest::balances);
    Draws.check(1, i -> new ShuffleDyck(100_000, 100_000, 0.9, 0), ShuffleDyckTest::balances);
  }

  private static void balances(ShuffleDyck rule, Example example) {
    int[] openOfType = new int[rule.k()];
    int open = 0;
    int deepest = 0;
    for (int token : example.tokens()) {
      int change = token < rule.k() ? 1 : -1;
      open += change;
      openOfType[token % rule.k()] += change;
      deepest = Math.max(deepest, open);
      assertThat(openOfType[token % rule.k()]).isNotNegative();
    }
    assertThat(openOfType).containsOnly(0);
    assertThat(deepest).isBetween(1, rule.depth() == 0 ? rule.n() / 2 : rule.depth());
    assertThat(example.length()).isEqualTo(rule.n());
    assertThat(example.counted()).isEqualTo(IntStream.range(0, rule.n() - 1).toArray());
  }
}
