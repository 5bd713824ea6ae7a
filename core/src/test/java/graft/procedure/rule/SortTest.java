package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortTest {
  /** Drawn numbers 0..18 are the tokens 1..19; the separator is 20. */
  @Test
  void byHand() {
    Sort sort = new Sort(20, 5);
    Example example = Scripted.draw(sort, 9, 0, 2, 18, 2);
    assertThat(example.tokens()).isEqualTo(ints(10, 1, 3, 19, 3, 20, 1, 3, 3, 10, 19));
    assertThat(example.counted()).isEqualTo(ints(5, 6, 7, 8, 9));
    assertThat(sort.length()).isEqualTo(11);
    assertThat(sort.vocabulary().size()).isEqualTo(22);
    assertThat(sort.vocabulary().pad()).isEqualTo(21);
  }

  @Test
  void agreesWithStreams() {
    Draws.check(2000, i -> new Sort(2 + i % 29, 1 + i % 40), SortTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Sort(2, 1), SortTest::agrees);
    Draws.check(1, i -> new Sort(2, 100_000), SortTest::agrees);
    Draws.check(1, i -> new Sort(1_000_000, 100_000), SortTest::agrees);
  }

  private static void agrees(Sort rule, Example example) {
    int n = rule.n();
    assertThat(slice(example, n + 1, 2 * n + 1))
        .isEqualTo(IntStream.of(slice(example, 0, n)).sorted().toArray());
    assertThat(example.length()).isEqualTo(2 * n + 1);
    assertThat(example.token(n)).isEqualTo(rule.symbols());
    assertThat(example.counted()).isEqualTo(IntStream.range(n, 2 * n).toArray());
  }
}
