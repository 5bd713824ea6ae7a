package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateTest {
  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void byHand() {
    Duplicate rule = new Duplicate(10, 3);
    Example example = Scripted.draw(rule, 2, 0, 2);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 10, 3, 3, 1, 1, 3, 3));
    assertThat(example.counted()).isEqualTo(ints(3, 4, 5, 6, 7, 8));
    assertThat(rule.length()).isEqualTo(10);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
    assertThat(rule.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void agreesWithStreams() {
    Draws.check(1000, i -> new Duplicate(2 + i % 29, 1 + i % 40), DuplicateTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Duplicate(2, 1), DuplicateTest::agrees);
    Draws.check(1, i -> new Duplicate(1_000_000, 100_000), DuplicateTest::agrees);
  }

  private static void agrees(Duplicate rule, Example example) {
    int n = rule.n();
    int[] twice = IntStream.of(slice(example, 0, n)).flatMap(t -> IntStream.of(t, t)).toArray();
    assertThat(slice(example, n + 1, example.length())).isEqualTo(twice);
    assertThat(example.token(n)).isEqualTo(rule.symbols());
    assertThat(example.length()).isEqualTo(rule.length());
    assertThat(example.counted()).isEqualTo(IntStream.range(n, 3 * n).toArray());
  }
}
