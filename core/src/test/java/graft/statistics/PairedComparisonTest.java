package graft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
  /** Darwin's crossed and self-fertilised maize, differences in eighths of an inch. */
  private static final double[] MAIZE = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  private static PairedComparison against0(double... differences) {
    return PairedComparison.of(differences, new double[differences.length]);
  }

  /** Fisher (1935, section 21) counted 1,726 of the 32,768 flips. */
  @Test
  void theTestGivesFishersCountOfDarwinsMaize() {
    assertThat(against0(MAIZE).p()).isEqualTo(1726 / 32_768.0);
  }

  /** scipy.stats.permutation_test, all 1,024 flips; rounding must not part what is equal. */
  @Test
  void theTestGivesScipysValueOfStudentsSleep() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    PairedComparison found = PairedComparison.of(second, first);
    assertThat(found.p()).isEqualTo(0.00390625);
    assertThat(found.difference()).isCloseTo(1.58, within(1e-12));
    assertThat(found.effect()).isCloseTo(1.2845575625910546, within(1e-12));
    assertThat(PairedComparison.of(first, second).p()).isEqualTo(0.00390625);
    assertThat(PairedComparison.of(first, second).difference()).isCloseTo(-1.58, within(1e-12));
  }

  /** On signed ranks the test is Wilcoxon's, which the library has. */
  @Test
  void onRanksTheTestIsWilcoxons() {
    double[] ranks = {1, -2, 3, 4, -5, 6, 7, 8, 9, 10, -11};
    double expected =
        WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT).test(ranks).getPValue();
    assertThat(against0(ranks).p()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void beyondTwentyPairsTheValueIsEstimated() {
    Random random = new Random(5);
    double[] exact = random.doubles(SignFlips.MOST_EXACT).map(u -> u - 0.4).toArray();
    double[] padded = Arrays.copyOf(exact, SignFlips.MOST_EXACT + 2);
    double p = SignFlips.twoSided(exact);
    assertThat(p).isBetween(0.01, 0.2);
    assertThat(SignFlips.twoSided(padded)).isCloseTo(p, within(0.004)).isNotEqualTo(p);
    assertThat(SignFlips.twoSided(padded)).isEqualTo(SignFlips.twoSided(padded));
  }

  @Test
  void anEstimateIsNeverZero() {
    double[] same = new double[100];
    Arrays.fill(same, 1);
    assertThat(SignFlips.twoSided(same)).isEqualTo(1e-5);
  }

  @Test
  void fewSeedsCannotBeSignificant() {
    assertThat(against0(80, 90).p()).isEqualTo(0.5);
    assertThat(against0(80, 90, 85).p()).isEqualTo(0.25);
    assertThat(SignFlips.fewestPairs(0.05)).isEqualTo(6);
    assertThat(SignFlips.fewestPairs(0.025)).isEqualTo(7);
    assertThat(SignFlips.fewestPairs(0.25)).isEqualTo(3);
  }

  @Test
  void onePairHasADifferenceAndNothingElse() {
    assertThat(against0(80)).isEqualTo(new PairedComparison(1, 80, null, null, 1));
  }

  @Test
  void noPairHasNothing() {
    assertThat(against0()).isEqualTo(new PairedComparison(0, Double.NaN, null, null, Double.NaN));
  }

  @Test
  void equalDifferencesHaveNoEffectSize() {
    assertThat(against0(0, 0, 0))
        .isEqualTo(new PairedComparison(3, 0, new Interval(0, 0), null, 1));
    assertThat(against0(2, 2, 2).effect()).isNull();
    assertThat(against0(2, 2, 2).p()).isEqualTo(0.25);
  }

  @Test
  void aPairWithoutAFigureIsLeftOut() {
    double[] ours = {90, Double.NaN, 95, 80};
    double[] theirs = {10, 11, Double.NaN, 12};
    assertThat(PairedComparison.of(ours, theirs))
        .isEqualTo(PairedComparison.of(new double[] {90, 80}, new double[] {10, 12}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(ours, new double[] {1}))
        .withMessageContaining("4 and 1");
  }
}
