package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountTest {
  /**
   * Token 3 (drawn number 2), twice. Of the places 1 to 4 the second and the fourth take it: 2 of 4
   * is not below 2, 0 of 3 is, 1 of 2 is not below 1, 0 of 1 is. The other tokens are drawn from 1,
   * 2, 4, .. 9: numbers 0 and 2 are 1 and 4. The separator is 10.
   */
  @Test
  void byHand() {
    Count rule = new Count(10, 4);
    Example example = Scripted.draw(rule, 2, 2, 2, 0, 0, 1, 2, 0);
    assertThat(example.tokens()).isEqualTo(ints(1, 3, 4, 3, 10, 3, 10, 2));
    assertThat(example.counted()).isEqualTo(ints(6));
    assertThat(rule.length()).isEqualTo(8);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
    assertThat(rule.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void absentIsZero() {
    Example example = Scripted.draw(new Count(10, 2), 8, 0, 1, 7, 0, 0);
    assertThat(example.tokens()).isEqualTo(ints(8, 1, 10, 9, 10, 0));
  }

  @Test
  void agreesWithFrequency() {
    Draws.check(2000, i -> new Count(Math.max(3, i % 40 + 2 + i % 7), 1 + i % 40), this::agrees);
  }

  @Test
  void extremes() {
    Draws.check(4, i -> new Count(3, 1), this::agrees);
    Draws.check(1, i -> new Count(3, 2), this::agrees);
    Draws.check(1, i -> new Count(100_001, 100_000), this::agrees);
  }

  private void agrees(Count rule, Example example) {
    int n = rule.n();
    int token = example.token(n + 1);
    int times = Collections.frequency(IntStream.of(slice(example, 0, n)).boxed().toList(), token);
    assertThat(slice(example, n, n + 4))
        .isEqualTo(ints(rule.symbols(), token, rule.symbols(), times));
    assertThat(example.counted()).isEqualTo(ints(n + 2));
    assertThat(IntStream.of(slice(example, 0, n))).allMatch(t -> t >= 1 && t < rule.symbols());
  }

  @Test
  void everyNumberAndEveryTokenComesEquallyOften() {
    long[] times = new long[11];
    long[] tokens = new long[99];
    Draws.of(
        new Count(100, 20),
        20_000,
        example -> {
          times[example.token(23)]++;
          tokens[example.token(21) - 1]++;
        });
    assertThat(ChiSquare.deviations(times)).isLessThan(4);
    assertThat(ChiSquare.deviations(tokens)).isLessThan(4);
  }
}
