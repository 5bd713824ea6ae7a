package graft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  /** By hand, and as R's p.adjust(p, "holm") has it. */
  @Test
  void adjustsStepByStep() {
    assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
  }

  @Test
  void neverExceedsOne() {
    assertThat(Holm.adjust(0.6, 0.7, 1)).containsExactly(1, 1, 1);
    assertThat(Holm.adjust()).isEmpty();
    assertThat(Holm.adjust(0.04)).containsExactly(0.04);
  }

  @Test
  void whatIsNoComparisonDoesNotCount() {
    assertThat(Holm.adjust(Double.NaN, 0.01, Double.NaN, 0.02))
        .containsExactly(Double.NaN, 0.02, Double.NaN, 0.02);
  }

  @Test
  void tiesAreAdjustedAlike() {
    assertThat(Holm.adjust(0.01, 0.01, 0.5)).containsExactly(0.03, 0.03, 0.5);
  }
}
