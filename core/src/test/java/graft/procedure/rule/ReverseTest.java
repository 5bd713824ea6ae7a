package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReverseTest {
  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void byHand() {
    Reverse reverse = new Reverse(10, 4);
    Example example = Scripted.draw(reverse, 2, 0, 2, 8);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 9, 10, 9, 3, 1, 3));
    assertThat(example.counted()).isEqualTo(ints(4, 5, 6, 7));
    assertThat(reverse.length()).isEqualTo(9);
    assertThat(reverse.vocabulary().size()).isEqualTo(12);
    assertThat(reverse.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void agreesWithCollections() {
    Draws.check(2000, i -> new Reverse(2 + i % 29, 1 + i % 40), ReverseTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Reverse(2, 1), ReverseTest::agrees);
    Draws.check(1, i -> new Reverse(2, 100_000), ReverseTest::agrees);
    Draws.check(1, i -> new Reverse(1_000_000, 100_000), ReverseTest::agrees);
  }

  private static void agrees(Reverse rule, Example example) {
    int n = rule.n();
    List<Integer> x = IntStream.of(slice(example, 0, n)).boxed().collect(Collectors.toList());
    Collections.reverse(x);
    assertThat(slice(example, n + 1, 2 * n + 1))
        .isEqualTo(x.stream().mapToInt(Integer::intValue).toArray());
    assertThat(example.length()).isEqualTo(2 * n + 1);
    assertThat(example.token(n)).isEqualTo(rule.symbols());
    assertThat(example.counted()).isEqualTo(IntStream.range(n, 2 * n).toArray());
  }
}
