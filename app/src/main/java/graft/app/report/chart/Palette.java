package graft.app.report.chart;

/**
 * The colours of all figures, as classes of a style sheet so that one drawing serves light and
 * dark: series by Okabe and Ito ("Color Universal Design", 2008), which the colour-blind can tell
 * apart, quantities by viridis (van der Walt and Smith, 2015), whose lightness rises evenly.
 */
public final class Palette {
  /** Colours of series; the first is for the baseline. */
  static final int SERIES = 7;

  private static final String[] LIGHT = {
    "#6b7785", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"
  };
  private static final String[] DARK = {
    "#9aa5b1", "#4ba3dd", "#f0803c", "#2fbf94", "#dd97bd", "#f0b429", "#8ccdf2"
  };

  /** Sixteen steps through viridis, from low to high. */
  private static final int[] VIRIDIS = {
    0x440154, 0x481a6c, 0x472f7d, 0x414487, 0x39568c, 0x31688e, 0x2a788e, 0x23888e, 0x1f988b,
    0x22a884, 0x35b779, 0x54c568, 0x7ad151, 0xa5db36, 0xd2e21b, 0xfde725
  };

  private Palette() {}

  /** The style sheet for light paper. */
  public static String light() {
    return sheet("#ffffff", "#1f2933", "#5b6773", "#dde2e8", "#9aa5b1", LIGHT);
  }

  /** The style sheet that follows what the reader's system prefers. */
  public static String lightAndDark() {
    return light()
        + "@media (prefers-color-scheme:dark){"
        + sheet("#15191e", "#e4e7eb", "#a3adb8", "#2c343d", "#616e7c", DARK)
        + "}";
  }

  /** The colours of series as custom properties {@code --s0} and so on, light and dark. */
  public static String variables() {
    return ":root{"
        + variables(LIGHT)
        + "}@media (prefers-color-scheme:dark){:root{"
        + variables(DARK)
        + "}}";
  }

  private static String variables(String[] series) {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < series.length; i++) {
      css.append("--s").append(i).append(':').append(series[i]).append(';');
    }
    return css.toString();
  }

  private static String sheet(
      String paper, String ink, String quiet, String grid, String axis, String[] series) {
    StringBuilder css = new StringBuilder();
    css.append(".paper{fill:").append(paper).append("}");
    css.append(".halo{stroke:").append(paper).append("}");
    css.append(".ink{fill:").append(ink).append("}");
    css.append(".line{stroke:").append(ink).append("}");
    css.append(".quiet{fill:").append(quiet).append("}");
    css.append(".grid{stroke:").append(grid).append("}");
    css.append(".axis{stroke:").append(axis).append("}");
    css.append(".empty{fill:").append(grid).append("}");
    for (int i = 0; i < series.length; i++) {
      css.append(".f%d{fill:%s}.s%d{stroke:%s}".formatted(i, series[i], i, series[i]));
    }
    return css.toString();
  }

  /** The colour of a share from 0 to 1, as {@code #rrggbb}. */
  static String viridis(double share) {
    double place = Math.clamp(share, 0, 1) * (VIRIDIS.length - 1);
    int below = (int) Math.min(place, VIRIDIS.length - 2);
    double part = place - below;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = VIRIDIS[below] >> shift & 0xff;
      int high = VIRIDIS[below + 1] >> shift & 0xff;
      colour |= (int) Math.round(low + part * (high - low)) << shift;
    }
    return "#%06x".formatted(colour);
  }

  /** What can be read on that colour, white or black: the contrast is 4.5 at the least. */
  static String onViridis(double share) {
    return share < 0.435 ? "#ffffff" : "#000000";
  }
}
