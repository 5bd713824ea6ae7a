package graft.app.report.chart;

/**
 * How the lines and marks of one series look. Colours come first; when they are used up they come
 * again with other dashes and marks, so that no two of the first eighteen series look alike.
 *
 * @param colour of {@link Palette}; 0 is the baseline's grey
 * @param round how often all colours were used before
 */
record SeriesStyle(int colour, int round) {
  private static final String[] DASHES = {"", "7 3", "2 3"};

  /**
   * The style of a series.
   *
   * @param place from 0 for the baseline, from 1 for all others
   */
  static SeriesStyle of(int place) {
    if (place < 1) {
      return new SeriesStyle(0, 0);
    }
    int colours = Palette.SERIES - 1;
    return new SeriesStyle(1 + (place - 1) % colours, (place - 1) / colours);
  }

  /** Lengths of dashes and gaps in turn; empty for a whole line. */
  String dash() {
    return DASHES[round % DASHES.length];
  }

  /** Attributes of a line of this width. */
  String line(double width) {
    String dash = dash();
    return "class=\"s%d\" fill=\"none\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s"
        .formatted(
            colour,
            Drawing.number(width),
            dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
  }

  /** Attributes of an area, faint. */
  String area() {
    return "class=\"f" + colour + "\" fill-opacity=\"0.16\"";
  }

  /** A mark: a disk, a square or a triangle by the round; hollow where something is missing. */
  void mark(Drawing drawing, double x, double y, boolean hollow) {
    String look =
        hollow
            ? "class=\"paper s%d\" stroke-width=\"1.8\"".formatted(colour)
            : "class=\"f%d halo\" stroke-width=\"1\"".formatted(colour);
    switch (round % DASHES.length) {
      case 0 -> drawing.dot(x, y, 4, look);
      case 1 -> drawing.box(x - 3.6, y - 3.6, 7.2, 7.2, look);
      default -> {
        String to = "M%s %sl4.6 8h-9.2z".formatted(Drawing.number(x), Drawing.number(y - 5));
        drawing.path(to, look);
      }
    }
  }

  /** A single seed, faint. */
  void seed(Drawing drawing, double x, double y) {
    drawing.dot(x, y, 2.2, "class=\"f" + colour + "\" fill-opacity=\"0.45\"");
  }
}
