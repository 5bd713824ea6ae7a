package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnionTest {
  /** Drawn numbers 0..8 are the tokens 1..9; the separator is 10. */
  @Test
  void byHand() {
    Union union = new Union(10, 6);
    Example example = Scripted.draw(union, 2, 0, 2, 8, 0, 4);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 10, 9, 1, 5, 10, 3, 1, 9, 5));
    assertThat(example.counted()).isEqualTo(ints(7, 8, 9, 10));
    assertThat(union.length()).isEqualTo(14);
    assertThat(union.vocabulary().size()).isEqualTo(12);
    assertThat(union.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void agreesWithSets() {
    Draws.check(2000, i -> new Union(2 + i % 29, 2 + 2 * (i % 21)), UnionTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Union(2, 2), UnionTest::agrees);
    Draws.check(1, i -> new Union(2, 100_000), UnionTest::agrees);
    Draws.check(1, i -> new Union(1_000_000, 100_000), UnionTest::agrees);
  }

  private static void agrees(Union rule, Example example) {
    int half = rule.n() / 2;
    Set<Integer> union = new LinkedHashSet<>();
    IntStream.of(slice(example, 0, half)).forEach(union::add);
    IntStream.of(slice(example, half + 1, 2 * half + 1)).forEach(union::add);
    int[] output = slice(example, 2 * half + 2, example.length());
    assertThat(output).isEqualTo(union.stream().mapToInt(Integer::intValue).toArray());
    assertThat(example.token(half)).isEqualTo(rule.symbols());
    assertThat(example.token(2 * half + 1)).isEqualTo(rule.symbols());
    assertThat(example.length()).isLessThanOrEqualTo(rule.length());
    assertThat(example.counted())
        .isEqualTo(IntStream.range(2 * half + 1, example.length() - 1).toArray());
  }

  @Test
  void inputTokensAreUniform() {
    long[] counts = new long[20];
    Draws.of(
        new Union(21, 4),
        5000,
        example -> IntStream.of(0, 1, 3, 4).forEach(place -> counts[example.token(place) - 1]++));
    assertThat(ChiSquare.deviations(counts)).isLessThan(4);
  }

  @Test
  void oddLengthIsNamed() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Union(100, 20).atGrade(3))
        .withMessage("length must be even, since both lists have half of it, not 3; try 4")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("length"));
  }
}
