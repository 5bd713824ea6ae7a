package graft.app.report.chart;

import graft.app.report.Figures;
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

  /** About how wide a text is. */
  static double width(String text, int size) {
    return 0.58 * size * text.codePointCount(0, text.length());
  }

  /** The text, cut to the width if need be. */
  static String fitted(String text, int size, double width) {
    // A little more, so that a label has room in its own width however that was rounded.
    int most = Math.max(2, (int) (width / (0.58 * size) + 1e-6));
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
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
