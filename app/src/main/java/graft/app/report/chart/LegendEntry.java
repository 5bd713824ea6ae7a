package graft.app.report.chart;

/**
 * An entry of a {@link ResponseChart}'s legend.
 *
 * @param label what the sign means
 */
record LegendEntry(Sign sign, SeriesStyle style, String label) {

  /** What stands before the label. */
  enum Sign {
    LINE,
    LEVEL,
    SEED,
    HOLLOW,
    PUBLISHED
  }

  /** Draws the sign, 30 pixels wide from x, its middle at y. */
  void draw(Drawing drawing, double x, double y) {
    switch (sign) {
      case LINE -> {
        drawing.path(ResponseChart.stroke(x, x + 30, y), style.line(2));
        style.mark(drawing, x + 15, y, false);
      }
      case LEVEL -> drawing.path(ResponseChart.stroke(x, x + 30, y), ResponseChart.level(style));
      case SEED -> style.seed(drawing, x + 20, y);
      case HOLLOW -> style.mark(drawing, x + 20, y, true);
      case PUBLISHED -> drawing.diamond(x + 20, y, 5);
    }
  }
}
