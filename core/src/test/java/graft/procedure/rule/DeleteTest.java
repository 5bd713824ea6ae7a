package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeleteTest {
  /**
   * Drawn numbers 0..8 are the tokens 1..9; the separator is 10. The first 3 goes, a later stays.
   */
  @Test
  void presentByHand() {
    Delete delete = new Delete(10, 4);
    Example example = Scripted.draw(delete, 0, 2, 2, 8, 2);
    assertThat(example.tokens()).isEqualTo(ints(1, 3, 3, 9, 10, 3, 10, 1, 3, 9));
    assertThat(example.counted()).isEqualTo(ints(6, 7, 8));
    assertThat(delete.length()).isEqualTo(11);
    assertThat(delete.vocabulary().size()).isEqualTo(12);
    assertThat(delete.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void absentByHand() {
    Example example = Scripted.draw(new Delete(10, 4), 0, 2, 2, 8, 4);
    assertThat(example.tokens()).isEqualTo(ints(1, 3, 3, 9, 10, 5, 10, 1, 3, 3, 9));
    assertThat(example.counted()).isEqualTo(ints(6, 7, 8, 9));
  }

  @Test
  void agreesWithLists() {
    Draws.check(2000, i -> new Delete(2 + i % 29, 2 + i % 40), DeleteTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Delete(2, 2), DeleteTest::agrees);
    Draws.check(1, i -> new Delete(2, 100_000), DeleteTest::agrees);
    Draws.check(1, i -> new Delete(1_000_000, 100_000), DeleteTest::agrees);
  }

  private static void agrees(Delete rule, Example example) {
    int n = rule.n();
    Deque<Integer> x = new ArrayDeque<>();
    IntStream.of(slice(example, 0, n)).forEach(x::add);
    x.removeFirstOccurrence(example.token(n + 1));
    int[] output = slice(example, n + 3, example.length());
    assertThat(output).isEqualTo(x.stream().mapToInt(Integer::intValue).toArray());
    assertThat(example.token(n)).isEqualTo(rule.symbols());
    assertThat(example.token(n + 2)).isEqualTo(rule.symbols());
    assertThat(example.counted()).isEqualTo(IntStream.range(n + 2, example.length() - 1).toArray());
  }

  /** It is absent with probability (98/99)^64, so present in 47.8 % of the published samples. */
  @Test
  void theTokenIsUniformAndOftenAbsent() {
    long[] deleted = new long[99];
    long[] present = new long[1];
    Draws.of(
        new Delete(100, 64),
        20_000,
        example -> {
          deleted[example.token(65) - 1]++;
          present[0] += example.length() == 2 * 64 + 2 ? 1 : 0;
        });
    assertThat(ChiSquare.deviations(deleted)).isLessThan(4);
    assertThat(Draws.deviations(present[0], 20_000, 1 - Math.pow(98 / 99.0, 64))).isLessThan(4);
    assertThat(present[0] / 20_000.0).isBetween(0.47, 0.49);
  }
}
