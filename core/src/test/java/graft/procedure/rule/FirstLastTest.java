package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstLastTest {
  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void byHand() {
    FirstLast rule = new FirstLast(10, 4);
    Example example = Scripted.draw(rule, 2, 0, 2, 8);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 9, 10, 3, 9));
    assertThat(example.counted()).isEqualTo(ints(4, 5));
    assertThat(rule.length()).isEqualTo(7);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
    assertThat(rule.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void aSingleTokenIsBoth() {
    assertThat(Scripted.draw(new FirstLast(10, 1), 4).tokens()).isEqualTo(ints(5, 10, 5, 5));
  }

  @Test
  void agreesWithLists() {
    Draws.check(1000, i -> new FirstLast(2 + i % 29, 1 + i % 40), FirstLastTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new FirstLast(2, 1), FirstLastTest::agrees);
    Draws.check(1, i -> new FirstLast(1_000_000, 100_000), FirstLastTest::agrees);
  }

  private static void agrees(FirstLast rule, Example example) {
    int n = rule.n();
    List<Integer> x = IntStream.of(slice(example, 0, n)).boxed().toList();
    assertThat(slice(example, n, example.length()))
        .isEqualTo(ints(rule.symbols(), x.getFirst(), x.getLast()));
    assertThat(example.counted()).isEqualTo(ints(n, n + 1));
  }
}
