package graft.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void viridisGoesFromVioletToYellow() {
    assertThat(Palette.viridis(0)).isEqualTo("#440154");
    assertThat(Palette.viridis(1)).isEqualTo("#fde725");
    assertThat(Palette.viridis(-1)).isEqualTo("#440154");
    assertThat(Palette.viridis(0.5)).isEqualTo("#21908d");
  }

  /** WCAG's relative luminance; figures on cells need a contrast of 4.5. */
  @Test
  void figuresCanBeReadOnEveryCell() {
    for (int i = 0; i <= 100; i++) {
      double share = i / 100.0;
      double cell = luminance(Palette.viridis(share));
      double text = luminance(Palette.onViridis(share));
      double contrast = (Math.max(cell, text) + 0.05) / (Math.min(cell, text) + 0.05);
      assertThat(contrast).as("at " + share).isGreaterThan(4.5);
    }
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
