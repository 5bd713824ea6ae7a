package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import graft.procedure.rule.CellularAutomatonVector;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.procedure.task.Scoring;
import graft.procedure.task.Sorting;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampled shares beside what counting and formulas give. */
class BaselineTest {
  private static final int EXAMPLES = 10_000;

  /** Four standard deviations of a share of one half among the examples. */
  private static final Offset<Double> NEAR = within(0.02);

  private static Baseline of(Procedure procedure) {
    return Baseline.of(procedure, EXAMPLES, 1);
  }

  /**
   * Share of the pairs of numbers of d digits whose sum has d digits: with m = 10^(d-1) the two
   * excesses over m, each below 9m, must have a sum below 8m.
   */
  private static double withoutCarry(int d) {
    double m = Math.pow(10, d - 1);
    return 8 * m * (8 * m + 1) / 2 / (9 * m) / (9 * m);
  }

  /** Every sum has d + 1 predictions: one names the stop, and without a carry one names pad. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10})
  void publishedAdditionByFormula(int d) {
    for (Procedure task :
        new Procedure[] {
          new Addition(d, Scoring.PUBLISHED), new ReversedAddition(d, Scoring.PUBLISHED)
        }) {
      Baseline baseline = of(task);
      assertThat(baseline.predictions()).isEqualTo(d + 1.0);
      assertThat(baseline.stops()).isEqualTo(1 / (d + 1.0), within(1e-12));
      assertThat(baseline.pads() * (d + 1)).isEqualTo(withoutCarry(d), NEAR);
      assertThat(baseline.firstScored()).isZero();
    }
  }

  /** For the default tasks, pinned: 23.25 % and 12.68 %. */
  @Test
  void publishedSharesOfTrivialPredictions() {
    assertThat((1 + withoutCarry(5)) / 6).isEqualTo(0.2325, within(5e-5));
    assertThat((1 + withoutCarry(10)) / 11).isEqualTo(0.1268, within(5e-5));
    assertThat(of(new Addition(5, Scoring.PUBLISHED)).trivial()).isEqualTo(0.2325, within(0.0033));
    assertThat(of(new ReversedAddition(10, Scoring.PUBLISHED)).trivial())
        .isEqualTo(0.1268, within(0.0018));
    assertThat(of(new Multiplication(5, Scoring.PUBLISHED)).trivial())
        .isEqualTo(0.1847, within(0.0005));
  }

  /** Of the 8,100 products of two-digit numbers, counted here, each names stop and pad once. */
  @Test
  void publishedMultiplicationByCounting() {
    double digits = 0;
    for (int a = 10; a < 100; a++) {
      for (int b = 10; b < 100; b++) {
        digits += a * b < 1000 ? 3 : 4;
      }
    }
    Baseline baseline = of(new Multiplication(2, Scoring.PUBLISHED));
    assertThat(baseline.predictions()).isEqualTo(digits / 8100 + 1, NEAR);
    assertThat(baseline.pads()).isEqualTo(baseline.stops());
    assertThat(baseline.trivial()).isEqualTo(2 / (digits / 8100 + 1), within(0.005));
    assertThat(baseline.firstScored()).isZero();
  }

  @Test
  void answerScoringHidesNothing() {
    for (Procedure task :
        new Procedure[] {
          new Addition(5, Scoring.ANSWER),
          new ReversedAddition(10, Scoring.ANSWER),
          new Multiplication(5, Scoring.ANSWER)
        }) {
      Baseline baseline = of(task);
      assertThat(baseline.firstScored()).isOne();
      assertThat(baseline.pads()).isZero();
      assertThat(baseline.trivial()).isEqualTo(1 / baseline.predictions(), within(1e-12));
    }
  }

  /**
   * Sums of single digits, published: without a carry stop and pad, with one a digit and the stop.
   * Naming the stop first (36 of 81 pairs) and then, which is known from what was just read, pad or
   * the stop misses 45 of 162; the stop always is right in half.
   */
  @Test
  void guessesAtSingleDigitsByHand() {
    Baseline baseline = Baseline.of(new Addition(1, Scoring.PUBLISHED), EXAMPLES, 1);
    assertThat(baseline.oneToken()).isEqualTo(0.5, within(1e-12));
    assertThat(baseline.byPlace()).isEqualTo(117 / 162.0, NEAR);
  }

  /**
   * One of n values is right with probability 1/n, on average H(30)/30 = 13.3 %, and another value
   * equals it by chance once in 127.
   */
  @Test
  void haystackByFormula() {
    double paired = 0;
    for (int n = 1; n <= 30; n++) {
      paired += 1.0 / n / 30;
    }
    Baseline baseline = of(new Haystack(30));
    assertThat(paired).isEqualTo(0.1332, within(1e-4));
    assertThat(baseline.fromContext()).isEqualTo(paired + (1 - paired) / 127, within(0.01));
    assertThat(baseline.fromContext()).isBetween(0.13, 0.15);
    assertThat(baseline.oneToken()).isEqualTo(1 / 127.0, within(0.0036));
    assertThat(baseline.byPlace()).isEqualTo(baseline.oneToken());
    assertThat(baseline.predictions()).isOne();
    assertThat(baseline.trivial()).isZero();
    assertThat(baseline.firstScored()).isOne();
  }

  /** One symbol: everything can be guessed. Two: half of a copy, by any of the guesses. */
  @Test
  void rulesByFormula() {
    Baseline certain = of(new Identity(2, 3));
    assertThat(certain.oneToken()).isOne();
    assertThat(certain.byPlace()).isOne();
    assertThat(certain.fromContext()).isOne();
    Baseline coin = of(new Identity(3, 1));
    assertThat(coin.oneToken()).isEqualTo(0.5, NEAR);
    assertThat(coin.byPlace()).isEqualTo(0.5, NEAR);
    assertThat(coin.fromContext()).isOne();
  }

  /** The first and the last place of sorted tokens are far from uniform. */
  @Test
  void sortedPlacesCanBeGuessedBetterThanOneToken() {
    Baseline baseline = of(new Sorting(100, 20));
    assertThat(baseline.byPlace()).isGreaterThan(2 * baseline.oneToken());
    assertThat(baseline.predictions()).isEqualTo(20);
  }

  /** Of one type: the first bracket opens, the last closes. */
  @Test
  void bracketsByHand() {
    Baseline baseline = of(new KDyck(1, 4, 0.5));
    assertThat(baseline.predictions()).isEqualTo(3);
    assertThat(baseline.oneToken()).isEqualTo(2 / 3.0, within(1e-12));
    assertThat(baseline.byPlace()).isEqualTo(2 / 3.0, NEAR);
  }

  /**
   * Rule 204 repeats a row. Of two random bits one at random is the right one in 3 of 4 cases; both
   * are predicted before either is known.
   */
  @Test
  void theBitsOfAVectorDoNotKnowEachOther() {
    assertThat(of(new CellularAutomatonVector(204, 2, 2, 1)).fromContext()).isEqualTo(0.75, NEAR);
  }

  @Test
  void isReproducible() {
    Procedure task = new Addition(5, Scoring.PUBLISHED);
    assertThat(Baseline.of(task, 100, 7)).isEqualTo(Baseline.of(task, 100, 7));
    assertThat(Baseline.of(task, 100, 8)).isNotEqualTo(Baseline.of(task, 100, 7));
  }

  @Test
  void needsAnExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Baseline.of(new Haystack(1), 0, 1))
        .withMessageContaining("examples must be between 1 and");
    assertThat(Baseline.of(new Haystack(1), 1, 1).predictions()).isOne();
  }
}
