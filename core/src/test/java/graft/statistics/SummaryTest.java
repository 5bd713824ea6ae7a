package graft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryTest {
  /** Extra sleep of ten patients by two drugs, the differences (Student, 1908). */
  static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4};

  private static final double[] SKEWED = {98, 99.5, 97.2, 99.9, 98.8, 60.1};

  private static Interval interval(double... values) {
    Interval interval = Summary.of(values).interval();
    assertThat(interval).isNotNull();
    return interval == null ? new Interval(0, 0) : interval;
  }

  /** Figures of R's mean, sd and median. */
  @Test
  void meanDeviationAndMedianAreThoseOfR() {
    Summary summary = Summary.of(SLEEP);
    assertThat(summary.count()).isEqualTo(10);
    assertThat(summary.mean()).isCloseTo(1.58, within(1e-12));
    assertThat(summary.sd()).isCloseTo(1.2299954832798732, within(1e-12));
    assertThat(summary.median()).isCloseTo(1.3, within(1e-12));
  }

  /** scipy.stats.bootstrap(method="BCa") with 500,000 resamples; percentile gives 0.95 to 2.38. */
  @Test
  void theIntervalIsThatOfScipy() {
    assertThat(interval(SLEEP).low()).isCloseTo(1.05, within(0.03));
    assertThat(interval(SLEEP).high()).isCloseTo(2.64, within(0.04));
    assertThat(interval(SKEWED).low()).isCloseTo(72.73, within(0.2));
    assertThat(interval(SKEWED).high()).isCloseTo(99, within(0.2));
  }

  @Test
  void theSameValuesGiveTheSameBits() {
    assertThat(Summary.of(SLEEP)).isEqualTo(Summary.of(SLEEP));
  }

  @Test
  void valuesStayAsTheyWere() {
    double[] values = {3, 1, 2};
    Summary.of(values);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void twoValuesAreTheirOwnInterval() {
    assertThat(interval(9.6, 89.6).low()).isCloseTo(9.6, within(1e-12));
    assertThat(interval(9.6, 89.6).high()).isCloseTo(89.6, within(1e-12));
  }

  @Test
  void oneValueHasNeitherDeviationNorInterval() {
    assertThat(Summary.of(11.3)).isEqualTo(new Summary(1, 11.3, null, 11.3, null));
  }

  @Test
  void noValueIsNaN() {
    assertThat(Summary.of()).isEqualTo(new Summary(0, Double.NaN, null, Double.NaN, null));
  }

  @Test
  void equalValuesHaveNoWidth() {
    assertThat(Summary.of(0.1, 0.1, 0.1).interval()).isEqualTo(new Interval(0.1, 0.1));
    assertThat(Summary.of(0.1, 0.1, 0.1).sd()).isZero();
  }

  @Test
  void whatIsNotFiniteIsLeftOut() {
    assertThat(Summary.of(1, Double.NaN, 3, Double.POSITIVE_INFINITY)).isEqualTo(Summary.of(1, 3));
  }

  /** Of normal samples of 20, about 95 % of the intervals hold the true mean. */
  @Test
  void theIntervalHoldsTheMeanAboutAsOftenAsItSays() {
    Random random = new Random(1);
    int held = 0;
    for (int trial = 0; trial < 300; trial++) {
      Interval found = interval(random.doubles(20).map(u -> random.nextGaussian()).toArray());
      held += found.low() <= 0 && found.high() >= 0 ? 1 : 0;
    }
    assertThat(held / 300.0).isBetween(0.89, 0.97);
  }

  @Test
  void theIntervalHoldsTheMeanAndStaysWithinTheValues() {
    Random random = new Random(2);
    for (int n = 2; n < 9; n++) {
      double[] values = random.doubles(n, -5, 100).toArray();
      Interval found = interval(values);
      assertThat(Summary.of(values).mean()).isBetween(found.low(), found.high());
      assertThat(found.low()).isGreaterThanOrEqualTo(Arrays.stream(values).min().orElseThrow());
      assertThat(found.high()).isLessThanOrEqualTo(Arrays.stream(values).max().orElseThrow());
    }
  }
}
