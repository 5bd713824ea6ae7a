package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import graft.statistics.Interval;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures by place in the model: means with intervals and seeds, and what they are held against.
 */
final class SitesChart {
  private static final int WIDTH = 900;
  private static final int ROW = 26;
  private static final int HEADING = 26;
  private static final int FOOT = 54;
  private static final int TOP = 78;
  private static final int GAP = 36;
  private static final int PANEL = 250;

  private final List<Panel> panels;
  private final Look look;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final int perLine;

  /**
   * One figure.
   *
   * @param series colour, see {@link Palette}
   * @param mean over seeds; NaN if there is none
   * @param reference NaN if there is none
   */
  record Mark(
      int series,
      double mean,
      @Nullable Interval interval,
      Collection<Double> seeds,
      double reference) {}

  /** A place in the model with its figures, drawn above each other. */
  record Place(String label, List<Mark> marks) {}

  /**
   * One panel.
   *
   * @param low end of its axis
   * @param high end of its axis
   * @param unit title of its axis
   */
  record Panel(String title, List<Place> places, double low, double high, String unit) {}

  /**
   * What all panels have in common.
   *
   * @param legend of the series, from 1 on
   * @param reference what the small upright line is; empty if there is none
   */
  record Look(String name, String heading, String caption, List<String> legend, String reference) {}

  private SitesChart(List<Panel> panels, Look look) {
    this.panels = panels;
    this.look = look;
    double labels =
        panels.stream()
            .flatMap(panel -> panel.places().stream())
            .mapToDouble(place -> TextWidth.of(place.label(), Drawing.SMALL))
            .max()
            .orElse(0);
    left = labels + 24;
    perLine = (int) Math.clamp(WIDTH / stride(), 1, panels.size());
  }

  /** The figure of at least one panel. */
  static Chart of(List<Panel> panels, Look look, String footer) {
    return new SitesChart(panels, look).chart(footer);
  }

  private double stride() {
    return left + PANEL + GAP;
  }

  private Chart chart(String footer) {
    drawing.title(16, 24, look.heading());
    legend(16, 48);
    double y = TOP;
    for (int from = 0; from < panels.size(); from += perLine) {
      List<Panel> line = panels.subList(from, Math.min(panels.size(), from + perLine));
      for (int i = 0; i < line.size(); i++) {
        panel(line.get(i), left + i * stride(), y);
      }
      int rows = line.stream().mapToInt(panel -> panel.places().size()).max().orElse(0);
      y += HEADING + rows * ROW + FOOT;
    }
    double width = Math.max(560, perLine * stride() + 16);
    y += drawing.footer(y, width, footer);
    return new Chart(
        look.name(),
        look.heading(),
        look.caption(),
        (int) Math.ceil(width),
        (int) y,
        drawing.elements());
  }

  private void legend(double x, double y) {
    double at = x;
    for (int i = 0; i < look.legend().size(); i++) {
      drawing.dot(at + 6, y - 4, 4.5, "class=\"f" + (i + 1) + "\"");
      drawing.text(at + 16, y, Anchor.START, "quiet", 11, look.legend().get(i));
      at += 34 + TextWidth.of(look.legend().get(i), 11);
    }
    if (!look.reference().isEmpty()) {
      drawing.line(at + 4, y - 11, at + 4, y + 2, "line", 1.6);
      drawing.text(at + 12, y, Anchor.START, "quiet", 11, look.reference());
    }
  }

  private void panel(Panel panel, double x, double y) {
    Scale scale = new Scale(panel.low(), panel.high(), x, x + PANEL);
    String title = TextWidth.fitted(panel.title(), 13, stride() - 24);
    drawing.text(x - left + 16, y + 8, Anchor.START, "ink", 13, title);
    double top = y + HEADING;
    double bottom = top + panel.places().size() * ROW;
    for (double tick : scale.ticks(5)) {
      drawing.line(scale.at(tick), top, scale.at(tick), bottom, "grid", 1);
      drawing.text(scale.at(tick), bottom + 16, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    drawing.line(scale.at(0), top, scale.at(0), bottom, "axis", 1);
    drawing.text(x + PANEL / 2.0, bottom + 33, Anchor.MIDDLE, "quiet", 11, panel.unit());
    for (int row = 0; row < panel.places().size(); row++) {
      Place place = panel.places().get(row);
      double middle = top + (row + 0.5) * ROW;
      drawing.text(x - 10, middle + 4, Anchor.END, "quiet", Drawing.SMALL, place.label());
      for (int i = 0; i < place.marks().size(); i++) {
        double offset = (i - (place.marks().size() - 1) / 2.0) * 9;
        mark(place.marks().get(i), scale, middle + offset);
      }
    }
  }

  private void mark(Mark mark, Scale scale, double y) {
    if (Double.isFinite(mark.reference())) {
      double at = within(scale, mark.reference());
      drawing.line(at, y - 7, at, y + 7, "line", 1.6);
    }
    if (!Double.isFinite(mark.mean())) {
      return;
    }
    Interval interval = mark.interval();
    if (interval != null) {
      double low = within(scale, interval.low());
      drawing.line(low, y, within(scale, interval.high()), y, "s" + mark.series(), 2);
    }
    for (double seed : mark.seeds()) {
      if (Double.isFinite(seed)) {
        drawing.dot(within(scale, seed), y, 1.8, "class=\"f" + mark.series() + "\"");
      }
    }
    String look = "class=\"f" + mark.series() + " halo\" stroke-width=\"1\"";
    drawing.dot(within(scale, mark.mean()), y, 4.5, look);
  }

  /** What lies outside the axis stands at its end. */
  private static double within(Scale scale, double value) {
    return scale.at(Math.clamp(value, scale.low(), scale.high()));
  }
}
