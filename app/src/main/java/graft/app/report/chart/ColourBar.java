package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;

/**
 * What the colours of a matrix mean.
 *
 * @param low what the darkest colour stands for
 * @param high what the lightest one does
 * @param title of the figures, with their unit
 */
record ColourBar(double low, double high, String title) {
  private static final int STEPS = 60;
  private static final int WIDTH = 240;

  /** How wide it is with its title. */
  double width() {
    return WIDTH + 14 + TextWidth.of(title, 11);
  }

  /** Draws it, 24 pixels high. */
  void draw(Drawing drawing, double x, double y) {
    double step = WIDTH / (double) STEPS;
    for (int i = 0; i < STEPS; i++) {
      String fill = "fill=\"" + Palette.viridis((i + 0.5) / STEPS) + "\"";
      drawing.box(x + i * step, y, step + 0.5, 10, fill);
    }
    Scale ticks = new Scale(low, high, x, x + WIDTH);
    for (double tick : ticks.ticks(5)) {
      drawing.text(ticks.at(tick), y + 24, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    drawing.text(x + WIDTH + 14, y + 10, Anchor.START, "quiet", 11, title);
  }
}
