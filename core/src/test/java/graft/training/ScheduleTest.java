package graft.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void warmsUpFromZeroAlongALine() {
    for (Schedule schedule : Schedule.values()) {
      assertThat(schedule.factor(0, 1000, 100, 0.1)).isZero();
      assertThat(schedule.factor(25, 1000, 100, 0.1)).isEqualTo(0.25);
      assertThat(schedule.factor(100, 1000, 100, 0.1)).isEqualTo(1);
    }
  }

  @Test
  void fallsToTheFinalRate() {
    assertThat(Schedule.CONSTANT.factor(999, 1000, 100, 0.1)).isEqualTo(1);
    assertThat(Schedule.LINEAR.factor(550, 1000, 100, 0.1)).isCloseTo(0.55, within(1e-12));
    assertThat(Schedule.COSINE.factor(550, 1000, 100, 0.1)).isCloseTo(0.55, within(1e-12));
    // A quarter of the way down a cosine: (1 + cos(45 degrees)) / 2.
    assertThat(Schedule.COSINE.factor(325, 1000, 100, 0))
        .isCloseTo(0.8535533905932737, within(1e-12));
    assertThat(Schedule.COSINE.factor(1000, 1000, 100, 0.1)).isCloseTo(0.1, within(1e-12));
    assertThat(Schedule.LINEAR.factor(5000, 1000, 100, 0.1)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aScheduleThatIsAllWarmUpNeverFalls() {
    assertThat(Schedule.COSINE.factor(9, 10, 10, 0)).isEqualTo(0.9);
  }
}
