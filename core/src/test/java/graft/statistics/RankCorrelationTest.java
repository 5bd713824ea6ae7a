package graft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final double[] X = {1, 2, 3, 4, 5};

  @Test
  void whatGrowsTogetherIsOneHoweverItGrows() {
    assertThat(RankCorrelation.of(X, new double[] {1, 10, 11, 500, 501})).isEqualTo(1);
    assertThat(RankCorrelation.of(X, new double[] {9, 4, 3, 2, -7})).isEqualTo(-1);
  }

  /** Without ties 1 - 6 sum d^2 / (n (n^2 - 1)): here d = 1, -1, 1, -1, 0. */
  @Test
  void isAsByHand() {
    assertThat(RankCorrelation.of(X, new double[] {20, 10, 40, 30, 50}))
        .isEqualTo(1 - 6 * 4 / 120.0, within(1e-15));
  }

  /** Ranks 1.5, 1.5, 3 against 1, 2, 3: 1.5 / sqrt(1.5 * 2). */
  @Test
  void equalValuesShareARank() {
    assertThat(RankCorrelation.of(new double[] {7, 7, 8}, new double[] {1, 2, 3}))
        .isEqualTo(1.5 / Math.sqrt(3), within(1e-15));
  }

  @Test
  void withoutVariationThereIsNone() {
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThat(RankCorrelation.of(new double[] {1}, new double[] {1})).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.of(X, new double[] {1}))
        .withMessageContaining("5 values cannot pair with 1");
  }
}
