package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.random.Seeds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedDyckTest {
  private static final double OPEN = 0.1;
  private static final double CLOSE = 0.9;

  /**
   * {@code ([]{})} to a depth of 2: the first must open, the third must close (two are open), the
   * fifth too, the last since one is left; the second and the fourth are asked.
   */
  @Test
  void byHand() {
    BoundedDyck rule = new BoundedDyck(3, 6, 0.5, 2);
    Example example = Scripted.draw(rule, 0, OPEN, 1, OPEN, 2);
    assertThat(example.tokens()).isEqualTo(ints(0, 1, 4, 2, 5, 3));
    assertThat(example.counted()).isEqualTo(ints(0, 1, 2, 3, 4));
    assertThat(rule.length()).isEqualTo(6);
    assertThat(rule.vocabulary().size()).isEqualTo(7);
    assertThat(rule.vocabulary().pad()).isEqualTo(6);
    assertThat(Scripted.draw(rule, 0, CLOSE, 2, OPEN, 2).tokens())
        .isEqualTo(ints(0, 3, 2, 2, 5, 5));
  }

  @Test
  void depthOneNeverNests() {
    Draws.of(
        new BoundedDyck(1, 6, 1, 1),
        1,
        example -> assertThat(example.tokens()).isEqualTo(ints(0, 1, 0, 1, 0, 1)));
  }

  /** Two types, six tokens, four shapes (of five, one is three deep), eight choices of types. */
  @Test
  void everySequenceHasItsProbability() {
    BracketWords words = new BracketWords(2, 6, 0.4, 2, true);
    assertThat(words.size()).isEqualTo(32);
    words.agreeWith(new BoundedDyck(2, 6, 0.4, 2), 20_000);
  }

  @Test
  void isKDyckIfTheDepthIsNeverReached() {
    for (int index = 0; index < 200; index++) {
      int n = 2 + 2 * (index % 40);
      Example bounded = new Example();
      new BoundedDyck(5, n, 0.6, n / 2).draw(Seeds.generator(1, "dyck", "test", index), bounded);
      Example free = new Example();
      new KDyck(5, n, 0.6).draw(Seeds.generator(1, "dyck", "test", index), free);
      assertThat(bounded.tokens()).isEqualTo(free.tokens());
    }
  }

  @Test
  void balancesNestsAndKeepsTheDepth() {
    Draws.check(
        2000,
        i -> new BoundedDyck(1 + i % 20, 2 + 2 * (i % 65), i % 11 / 10.0, 1 + i % 9),
        BoundedDyckTest::keepsTheDepth);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new BoundedDyck(1, 2, 0.5, 1), BoundedDyckTest::keepsTheDepth);
    Draws.check(1, i -> new BoundedDyck(100_000, 100_000, 0.5, 8), BoundedDyckTest::keepsTheDepth);
    Draws.check(1, i -> new BoundedDyck(1, 100_000, 1, 100_000), BoundedDyckTest::keepsTheDepth);
  }

  private static int keepsTheDepth(BoundedDyck rule, Example example) {
    Deque<Integer> open = new ArrayDeque<>();
    int deepest = 0;
    for (int token : example.tokens()) {
      if (token < rule.k()) {
        open.push(token);
      } else {
        assertThat(token - rule.k()).isEqualTo(open.pop());
      }
      deepest = Math.max(deepest, open.size());
    }
    assertThat(open).isEmpty();
    assertThat(deepest).isBetween(1, rule.depth());
    assertThat(example.length()).isEqualTo(rule.n());
    assertThat(example.counted()).isEqualTo(IntStream.range(0, rule.n() - 1).toArray());
    return deepest;
  }

  /** With the defaults the bound matters: most sequences reach it. */
  @Test
  void theDefaultDepthIsReached() {
    int[] reached = new int[1];
    BoundedDyck rule = new BoundedDyck(16, 128, 0.5, 8);
    Draws.of(rule, 1000, example -> reached[0] += keepsTheDepth(rule, example) == 8 ? 1 : 0);
    assertThat(reached[0]).isBetween(600, 990);
  }
}
