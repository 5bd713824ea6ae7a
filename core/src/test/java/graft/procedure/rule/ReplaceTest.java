package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplaceTest {
  /**
   * Token 3 (drawn number 2) twice, at the places 2 and 4 of 4, as in {@link CountTest}; it becomes
   * token 9 (number 7 of those but 3). A 9 that was there stays.
   */
  @Test
  void byHand() {
    Replace rule = new Replace(10, 4);
    Example example = Scripted.draw(rule, 2, 2, 2, 0, 0, 1, 7, 0, 7);
    assertThat(example.tokens()).isEqualTo(ints(1, 3, 9, 3, 10, 3, 9, 10, 1, 9, 9, 9));
    assertThat(example.counted()).isEqualTo(ints(7, 8, 9, 10));
    assertThat(rule.length()).isEqualTo(12);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
    assertThat(rule.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void withoutAnyByHand() {
    Example example = Scripted.draw(new Replace(10, 2), 8, 0, 0, 3, 0, 0, 0);
    assertThat(example.tokens()).isEqualTo(ints(4, 1, 10, 9, 1, 10, 4, 1));
  }

  @Test
  void agreesWithLists() {
    Draws.check(2000, i -> new Replace(3 + i % 29, 1 + i % 40), ReplaceTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(4, i -> new Replace(3, 1), ReplaceTest::agrees);
    Draws.check(1, i -> new Replace(3, 100_000), ReplaceTest::agrees);
    Draws.check(1, i -> new Replace(1_000_000, 100_000), ReplaceTest::agrees);
  }

  private static void agrees(Replace rule, Example example) {
    int n = rule.n();
    int from = example.token(n + 1);
    int to = example.token(n + 2);
    List<Integer> x = new ArrayList<>(IntStream.of(slice(example, 0, n)).boxed().toList());
    Collections.replaceAll(x, from, to);
    assertThat(slice(example, n + 4, example.length()))
        .isEqualTo(x.stream().mapToInt(Integer::intValue).toArray());
    assertThat(ints(example.token(n), example.token(n + 3)))
        .isEqualTo(ints(rule.symbols(), rule.symbols()));
    assertThat(example.length()).isEqualTo(rule.length());
    assertThat(example.counted()).isEqualTo(IntStream.range(n + 3, 2 * n + 3).toArray());
    assertThat(IntStream.of(slice(example, 0, n))).allMatch(t -> t >= 1 && t < rule.symbols());
  }

  /** Pairs (a, b) with different a and b are uniform; the number of a's is uniform on 0..10. */
  @Test
  void pairsAndNumbersAreUniform() {
    long[] pairs = new long[20];
    long[] times = new long[11];
    Draws.of(
        new Replace(6, 20),
        20_000,
        example -> {
          int from = example.token(21);
          int to = example.token(22);
          assertThat(to).isNotEqualTo(from);
          pairs[4 * (from - 1) + (to < from ? to - 1 : to - 2)]++;
          times[(int) IntStream.of(slice(example, 0, 20)).filter(t -> t == from).count()]++;
        });
    assertThat(ChiSquare.deviations(pairs)).isLessThan(4);
    assertThat(ChiSquare.deviations(times)).isLessThan(4);
  }
}
