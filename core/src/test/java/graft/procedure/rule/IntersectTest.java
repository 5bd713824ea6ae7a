package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntersectTest {
  /**
   * {@code 3 1 3 5 | 5 9 3 5}: the first and the third of b come from places 3 and 0 of a (after a
   * 0), the others are drawn freely (after a 1). The 3 is common once, though a repeats it.
   */
  @Test
  void byHand() {
    Intersect rule = new Intersect(10, 8);
    Example example = Scripted.draw(rule, 2, 0, 2, 4, 0, 3, 1, 8, 0, 0, 1, 4);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 3, 5, 10, 5, 9, 3, 5, 10, 3, 5));
    assertThat(example.counted()).isEqualTo(ints(9, 10));
    assertThat(rule.length()).isEqualTo(14);
    assertThat(rule.vocabulary().size()).isEqualTo(12);
    assertThat(rule.vocabulary().pad()).isEqualTo(11);
  }

  @Test
  void nothingIsZero() {
    Example example = Scripted.draw(new Intersect(10, 4), 2, 0, 1, 8, 1, 3);
    assertThat(example.tokens()).isEqualTo(ints(3, 1, 10, 9, 4, 10, 0));
    assertThat(example.counted()).isEqualTo(ints(5));
  }

  @Test
  void agreesWithSets() {
    Draws.check(3000, i -> new Intersect(2 + i % 61, 2 + 2 * (i % 31)), IntersectTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(4, i -> new Intersect(2, 2), IntersectTest::agrees);
    Draws.check(1, i -> new Intersect(2, 100_000), IntersectTest::agrees);
    Draws.check(1, i -> new Intersect(1_000_000, 100_000), IntersectTest::agrees);
  }

  private static void agrees(Intersect rule, Example example) {
    int half = rule.n() / 2;
    int start = rule.n() + 2;
    Set<Integer> common = set(slice(example, 0, half));
    common.retainAll(set(slice(example, half + 1, start - 1)));
    if (common.isEmpty()) {
      common.add(0);
    }
    assertThat(slice(example, start, example.length()))
        .isEqualTo(common.stream().mapToInt(Integer::intValue).toArray());
    assertThat(ints(example.token(half), example.token(start - 1)))
        .isEqualTo(ints(rule.symbols(), rule.symbols()));
    assertThat(example.counted())
        .isEqualTo(IntStream.range(start - 1, example.length() - 1).toArray());
  }

  private static Set<Integer> set(int[] tokens) {
    return new LinkedHashSet<>(IntStream.of(tokens).boxed().toList());
  }

  /** Of a million tokens hardly any is common by chance: 1 - (1 - 1/20)^10 = 40.1 % are in b. */
  @Test
  void twoInFiveAreCommonHoweverLargeTheVocabulary() {
    long[] common = new long[1];
    Draws.of(new Intersect(1_000_000, 20), 5000, example -> common[0] += example.countedLength());
    assertThat(common[0] / 50_000.0).isBetween(0.395, 0.408);
  }

  /** In the smallest lists of two tokens, the one of b is that of a in 3 of 4 draws. */
  @Test
  void nothingComesOftenInShortLists() {
    long[] equal = new long[1];
    Draws.of(new Intersect(3, 2), 10_000, example -> equal[0] += example.token(4) != 0 ? 1 : 0);
    assertThat(Draws.deviations(equal[0], 10_000, 0.75)).isLessThan(4);
  }

  @Test
  void tokensOfBothListsAreUniform() {
    long[] first = new long[9];
    long[] second = new long[9];
    Draws.of(
        new Intersect(10, 2),
        10_000,
        example -> {
          first[example.token(0) - 1]++;
          second[example.token(2) - 1]++;
        });
    assertThat(ChiSquare.deviations(first)).isLessThan(4);
    assertThat(ChiSquare.deviations(second)).isLessThan(4);
  }
}
