package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void figuresHaveSensibleDigits() {
    assertThat(Figures.of("accuracy", 98.76)).isEqualTo("98.8");
    assertThat(Figures.of("loss", 2.34567)).isEqualTo("2.346");
    assertThat(Figures.of("accuracy", -0.04)).isEqualTo("0.0");
    assertThat(Figures.of("accuracy", -0.06)).isEqualTo("\u22120.1");
    assertThat(Figures.of("accuracy", null)).isEqualTo("\u2014");
    assertThat(Figures.of("loss", Double.NaN)).isEqualTo("\u2014");
  }

  @Test
  void roughCountsHaveThreeDigits() {
    assertThat(Figures.rough(950)).isEqualTo("950");
    assertThat(Figures.rough(6_120)).isEqualTo("6.12k");
    assertThat(Figures.rough(61_200)).isEqualTo("61.2k");
    assertThat(Figures.rough(612_000)).isEqualTo("612k");
    assertThat(Figures.rough(1_254_000)).isEqualTo("1.25M");
  }

  @Test
  void memoryHasTwoDigitsOrMore() {
    assertThat(Figures.bytes(940_000)).isEqualTo("0.9 MB");
    assertThat(Figures.bytes(61_200_000)).isEqualTo("61 MB");
    assertThat(Figures.bytes(1_254_000_000)).isEqualTo("1.3 GB");
  }

  @Test
  void durationsHaveTwoUnits() {
    assertThat(Durations.text(Duration.ofMillis(4_230))).isEqualTo("4.2 s");
    assertThat(Durations.text(Duration.ofMillis(-5))).isEqualTo("0.0 s");
    assertThat(Durations.text(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(Durations.text(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(Durations.text(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    assertThat(Durations.text(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }
}
