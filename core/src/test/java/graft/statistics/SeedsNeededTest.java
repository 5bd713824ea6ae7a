package graft.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedsNeededTest {
  /** From scipy.stats.nct; at level 0.05 as G*Power and R's power.t.test(type = "paired"). */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0.05, 199",
    "0.5, 0.05, 34",
    "0.8, 0.05, 15",
    "1, 0.05, 10",
    "0.2, 0.005, 337",
    "0.5, 0.005, 58",
    "0.8, 0.005, 25",
    "1, 0.005, 18",
    "1.5, 0.005, 10"
  })
  void areThoseOfTheNonCentralT(double effect, double alpha, int expected) {
    assertThat(SeedsNeeded.toSee(effect, alpha)).hasValue(expected);
    assertThat(SeedsNeeded.toSee(-effect, alpha)).hasValue(expected);
  }

  @Test
  void powerIsThatOfScipy() {
    assertThat(SeedsNeeded.power(0.5, 34, 0.05)).isCloseTo(0.8077775012792737, within(1e-7));
    assertThat(SeedsNeeded.power(2, 5, 0.05)).isCloseTo(0.9088848681009404, within(1e-7));
    assertThat(SeedsNeeded.power(5, 3, 0.05)).isCloseTo(0.9754622687331689, within(1e-7));
    assertThat(SeedsNeeded.power(0, 7, 0.05)).isCloseTo(0.05, within(1e-7));
  }

  /** The t-test sees d = 5 with 3 seeds; flips of 3 signs cannot be rarer than 1 in 4. */
  @Test
  void areNeverFewerThanSignFlipsNeed() {
    assertThat(SeedsNeeded.toSee(5, 0.05)).hasValue(6);
    assertThat(SeedsNeeded.toSee(100, 0.05 / 20)).hasValue(10);
  }

  @Test
  void noNumberSeesNothing() {
    assertThat(SeedsNeeded.toSee(0, 0.05)).isEmpty();
    assertThat(SeedsNeeded.toSee(Double.NaN, 0.05)).isEmpty();
    assertThat(SeedsNeeded.toSee(1e-6, 0.05)).isEmpty();
  }
}
