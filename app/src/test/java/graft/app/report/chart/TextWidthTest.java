package graft.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void longLabelsLoseTheirMiddle() {
    assertThat(TextWidth.fitted("short", 12, 100)).isEqualTo("short");
    String label = "identity, 100 symbols, length 40";
    String cut = TextWidth.fitted(label, 12, 120);
    assertThat(cut).startsWith("identity").endsWith("40").contains("\u2026");
    assertThat(TextWidth.of(cut, 12)).isBetween(100.0, 120.0);
  }

  @Test
  void aLabelHasRoomInItsOwnWidth() {
    String label = "named in arm";
    double rounded = TextWidth.of(label, Drawing.SMALL) + 20 - 20;
    assertThat(TextWidth.fitted(label, Drawing.SMALL, rounded)).isEqualTo(label);
  }

  @Test
  void aWordWithoutRoomKeepsItsFirstLetter() {
    assertThat(TextWidth.fitted("word", 12, 1)).isEqualTo("w\u2026");
  }

  @Test
  void labelsAreBrokenAtSpaces() {
    double width = TextWidth.of("three or four", 12);
    assertThat(TextWidth.wrapped("three or four words", 12, width, 3))
        .containsExactly("three or four", "words");
    assertThat(TextWidth.wrapped("one", 12, width, 3)).containsExactly("one");
    assertThat(TextWidth.wrapped("", 12, width, 3)).containsExactly("");
    assertThat(TextWidth.wrapped("three or four words and more and more", 12, width, 2))
        .hasSize(2)
        .allSatisfy(line -> assertThat(TextWidth.of(line, 12)).isLessThanOrEqualTo(width))
        .last()
        .asString()
        .contains("\u2026");
  }

  @Test
  void aLongWordHasALineOfItsOwn() {
    assertThat(TextWidth.wrapped("a procedurewithalongname b", 12, 60, 3))
        .hasSize(3)
        .startsWith("a")
        .endsWith("b");
  }
}
