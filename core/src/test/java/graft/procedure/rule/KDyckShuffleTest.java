package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KDyckShuffleTest {
  private static final double OPEN = 0.1;
  private static final double CLOSE = 0.9;

  private static String shown(KDyckShuffle rule, Example example) {
    return IntStream.of(example.tokens())
        .mapToObj(rule.vocabulary()::symbol)
        .collect(Collectors.joining());
  }

  /**
   * {@code [ ( ] ( ) )} with two open at most: the first must open, the third and the fifth must
   * close. The third closes the first of the open types, the first opened, though the other is
   * nested in it.
   */
  @Test
  void byHand() {
    KDyckShuffle rule = new KDyckShuffle(3, 6, 0.5, 2);
    Example example = Scripted.draw(rule, 1, OPEN, 0, 0, OPEN, 0, 0, CLOSE, 0);
    assertThat(example.tokens()).isEqualTo(ints(1, 0, 4, 0, 3, 3));
    assertThat(shown(rule, example)).isEqualTo("[(]())");
    assertThat(example.counted()).isEqualTo(ints(0, 1, 2, 3, 4));
    assertThat(rule.length()).isEqualTo(6);
    assertThat(rule.vocabulary().size()).isEqualTo(7);
    assertThat(rule.vocabulary().pad()).isEqualTo(6);
  }

  /** The choice is among two types, though three brackets are open; one of each stays open. */
  @Test
  void closesATypeByHand() {
    KDyckShuffle rule = new KDyckShuffle(3, 4, 0.5, 16);
    assertThat(shown(rule, Scripted.draw(rule, 2, OPEN, 2, OPEN, 0, CLOSE, 1))).isEqualTo("{{()");
    assertThat(shown(rule, Scripted.draw(rule, 2, OPEN, 2, OPEN, 0, CLOSE, 0))).isEqualTo("{{(}");
  }

  @Test
  void theProbabilityIsThatOfOpening() {
    assertThat(Scripted.draw(new KDyckShuffle(1, 3, 0.3, 9), 0, 0.29, 0, 0.3, 0).tokens())
        .isEqualTo(ints(0, 0, 1));
    Draws.of(
        new KDyckShuffle(1, 6, 0, 16),
        1,
        example -> assertThat(example.tokens()).isEqualTo(ints(0, 1, 0, 1, 0, 1)));
    Draws.of(
        new KDyckShuffle(1, 6, 1, 2),
        1,
        example -> assertThat(example.tokens()).isEqualTo(ints(0, 0, 1, 0, 1, 0)));
  }

  @Test
  void neverClosesWhatIsNotOpenAndKeepsTheLimit() {
    Draws.check(
        2000,
        i -> new KDyckShuffle(1 + i % 20, 2 + i % 131, i % 11 / 10.0, 1 + i % 17),
        KDyckShuffleTest::keepsTheLimit);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new KDyckShuffle(1, 2, 0.5, 1), KDyckShuffleTest::keepsTheLimit);
    Draws.check(1, i -> new KDyckShuffle(1, 100_000, 0.5, 16), KDyckShuffleTest::keepsTheLimit);
    Draws.check(
        1, i -> new KDyckShuffle(100_000, 100_000, 0.9, 100_000), KDyckShuffleTest::keepsTheLimit);
  }

  private static void keepsTheLimit(KDyckShuffle rule, Example example) {
    int[] openOfType = new int[rule.k()];
    int open = 0;
    for (int token : example.tokens()) {
      boolean opens = token < rule.k();
      openOfType[token % rule.k()] += opens ? 1 : -1;
      open += opens ? 1 : -1;
      assertThat(openOfType[token % rule.k()]).isNotNegative();
      assertThat(open).isBetween(0, rule.mostOpen());
    }
    assertThat(example.length()).isEqualTo(rule.n());
    assertThat(example.counted()).isEqualTo(IntStream.range(0, rule.n() - 1).toArray());
  }

  /** Only places that may open or close are asked: some are open, and fewer than may be. */
  @Test
  void openProbabilityAndTypes() {
    long[] types = new long[16];
    long[] asked = new long[1];
    long[] opened = new long[1];
    Draws.of(
        new KDyckShuffle(16, 128, 0.49, 4),
        2000,
        example -> {
          int open = 0;
          for (int token : example.tokens()) {
            boolean opens = token < 16;
            boolean free = open > 0 && open < 4;
            asked[0] += free ? 1 : 0;
            opened[0] += free && opens ? 1 : 0;
            open += opens ? 1 : -1;
            if (opens) {
              types[token]++;
            }
          }
        });
    assertThat(Draws.deviations(opened[0], asked[0], 0.49)).isLessThan(4);
    assertThat(opened[0] / (double) asked[0]).isBetween(0.485, 0.495);
    assertThat(ChiSquare.deviations(types)).isLessThan(4);
  }

  /** After two openings of one type and one of the other, both types close equally often. */
  @Test
  void closingTypesAreUniform() {
    long[] closed = new long[2];
    Draws.of(
        new KDyckShuffle(2, 4, 0.5, 16),
        20_000,
        example -> {
          int sum = example.token(0) + example.token(1) + example.token(2);
          boolean allOpen = IntStream.range(0, 3).allMatch(t -> example.token(t) < 2);
          if (allOpen && (sum == 1 || sum == 2) && example.token(3) >= 2) {
            int twice = sum - 1;
            closed[example.token(3) - 2 == twice ? 1 : 0]++;
          }
        });
    assertThat(closed[0] + closed[1]).isGreaterThan(1000);
    assertThat(ChiSquare.deviations(closed)).isLessThan(4);
  }
}
