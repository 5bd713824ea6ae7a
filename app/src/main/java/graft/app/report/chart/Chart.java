package graft.app.report.chart;

/**
 * A figure.
 *
 * @param name of its files, for example {@code transfer-accuracy}
 * @param title what it shows
 * @param caption how to read it
 * @param width in pixels
 * @param height in pixels
 * @param elements what is drawn, in SVG
 */
public record Chart(
    String name, String title, String caption, int width, int height, String elements) {

  /** The fonts of all figures. */
  private static final String FONTS = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";

  /**
   * An SVG document of its own.
   *
   * @param style a sheet of {@link Palette}
   */
  public String svg(String style) {
    return svg(style, FONTS);
  }

  /**
   * The same with other fonts.
   *
   * @param fonts in CSS
   */
  public String svg(String style, String fonts) {
    return element(fonts).replaceFirst(">", ">\n<style>" + style + "</style>");
  }

  /** The element for a page that has the style already. */
  public String inline() {
    return element(FONTS);
  }

  private String element(String fonts) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s" font-family="%s">
        <title id="%s">%s</title>
        <rect class="paper" width="%d" height="%d"/>
        %s</svg>
        """
        .formatted(
            width,
            height,
            width,
            height,
            name,
            fonts,
            name,
            Drawing.escaped(title),
            width,
            height,
            elements);
  }
}
