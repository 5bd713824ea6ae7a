package graft.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void percentagesGoFrom0To100() {
    Scale scale = Scale.of("accuracy", 42, 10, 210);
    assertThat(scale.at(0)).isEqualTo(10);
    assertThat(scale.at(50)).isEqualTo(110);
    assertThat(scale.ticks(5)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(scale.ticks(4)).containsExactly(0.0, 50.0, 100.0);
  }

  @Test
  void lossesGoToARoundNumberAboveTheLargest() {
    Scale scale = Scale.of("loss", 4.7, 0, 1);
    assertThat(scale.high()).isCloseTo(6, within(1e-12));
    assertThat(scale.ticks(4)).hasSize(4);
    assertThat(Scale.of("loss", 0, 0, 1).high()).isPositive();
  }

  @Test
  void ticksAreWrittenAsPeopleDo() {
    assertThat(Scale.label(0)).isEqualTo("0");
    assertThat(Scale.label(0.1 + 0.2)).isEqualTo("0.3");
    assertThat(Scale.label(100)).isEqualTo("100");
    assertThat(Scale.label(2500)).isEqualTo("2500");
    assertThat(Scale.label(10_000)).isEqualTo("10k");
    assertThat(Scale.label(12_500)).isEqualTo("12.5k");
    assertThat(Scale.label(1_000_000)).isEqualTo("1M");
  }

  @Test
  void pixelsRoundToATenth() {
    assertThat(Drawing.number(12)).isEqualTo("12");
    assertThat(Drawing.number(12.34)).isEqualTo("12.3");
  }
}
