package graft.app.report.chart;

import graft.app.report.Figures;
import java.util.List;
import java.util.Locale;

/**
 * The elements of a picture in SVG. Lengths are pixels, y grows downwards, colours are classes of
 * {@link Palette}.
 */
final class Drawing {
  /** Letters of the ticks and labels. */
  static final int SMALL = 12;

  /** Letters of titles. */
  static final int LARGE = 14;

  private final StringBuilder svg = new StringBuilder();

  /** Where the text begins, ends or has its middle. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String number(double length) {
    String text = Figures.decimals(length, 1);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  void text(double x, double y, Anchor anchor, String classes, int size, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\">%s</text>\n"
            .formatted(
                classes,
                number(x),
                number(y),
                anchor.name().toLowerCase(Locale.ROOT),
                size,
                escaped(text)));
  }

  /** Lines of text, the first at y. */
  void lines(
      double x, double y, double step, Anchor anchor, String classes, int size, List<String> text) {
    for (int i = 0; i < text.size(); i++) {
      text(x, y + i * step, anchor, classes, size, text.get(i));
    }
  }

  /** The label of a matrix's row, in up to three lines that end at x, their middle at y. */
  void lineLabel(double x, double y, double width, String label) {
    List<String> lines = TextWidth.wrapped(label, SMALL, width, 3);
    lines(x, y + 4 - 7 * (lines.size() - 1), 14, Anchor.END, "quiet", SMALL, lines);
  }

  /**
   * Where the figures come from, in as many lines as it takes.
   *
   * @param y of the first line
   * @param width of the figure
   * @return what it adds to the figure's height, a margin included
   */
  double footer(double y, double width, String text) {
    List<String> lines = TextWidth.wrapped(text, 10, width - 32, 6);
    lines(16, y, 13, Anchor.START, "quiet", 10, lines);
    return 13 * (lines.size() - 1) + 14;
  }

  /** A text in a colour of its own, its middle at x. */
  void label(double x, double y, int size, String colour, String text) {
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"%d\" fill=\"%s\">%s</text>\n"
            .formatted(number(x), number(y), size, colour, escaped(text)));
  }

  /** A bold text that begins at x. */
  void title(double x, double y, String text) {
    svg.append(
        "<text class=\"ink\" x=\"%s\" y=\"%s\" font-size=\"%d\" font-weight=\"600\">%s</text>\n"
            .formatted(number(x), number(y), LARGE, escaped(text)));
  }

  /** A text that reads upwards, its middle at (x, y). */
  void upwards(double x, double y, String text) {
    svg.append(
        "<text class=\"quiet\" transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\""
                .formatted(number(x), number(y))
            + " font-size=\"%d\">%s</text>\n".formatted(SMALL, escaped(text)));
  }

  void line(double x1, double y1, double x2, double y2, String classes, double width) {
    svg.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke-width=\"%s\"/>\n"
            .formatted(classes, number(x1), number(y1), number(x2), number(y2), number(width)));
  }

  void box(double x, double y, double width, double height, String attributes) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>\n"
            .formatted(number(x), number(y), number(width), number(height), attributes));
  }

  void dot(double x, double y, double radius, String attributes) {
    svg.append(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s/>\n"
            .formatted(number(x), number(y), number(radius), attributes));
  }

  /** A diamond without filling: a published figure. */
  void diamond(double x, double y, double radius) {
    String r = number(radius);
    svg.append(
        "<path class=\"paper line\" stroke-width=\"1.6\" d=\"M%s %sm-%s 0l%s -%sl%s %sl-%s %sz\"/>\n"
            .formatted(number(x), number(y), r, r, r, r, r, r, r));
  }

  void path(String d, String attributes) {
    svg.append("<path d=\"%s\" %s/>\n".formatted(d, attributes));
  }

  /** What was drawn so far. */
  String elements() {
    return svg.toString();
  }
}
