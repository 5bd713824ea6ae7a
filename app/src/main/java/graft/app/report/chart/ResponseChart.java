package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import graft.app.report.chart.LegendEntry.Sign;
import graft.app.report.chart.ResponsePanel.Line;
import graft.app.report.chart.ResponsePanel.Point;
import graft.app.report.chart.ResponsePanel.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric against a strength or dose: lines with a band over seeds and every seed, and dashed
 * levels to compare with. Panels stand side by side, so many in a line.
 *
 * @param metric on the vertical axis
 * @param legend what the legend says, in order
 * @param panels those that have rows
 * @param perLine panels in a line
 */
record ResponseChart(
    String metric, List<LegendEntry> legend, List<ResponsePanel> panels, int perLine) {
  private static final int WIDTH = 900;
  private static final int MOST_PANELS = 3;
  private static final int HEIGHT = 180;
  private static final int LEFT = 58;
  private static final int GAP = 46;
  private static final int HEADING = 44;
  private static final int AXIS = 44;
  private static final int NOTE = 13;
  private static final int NOTES = 3;

  ResponseChart {
    legend = List.copyOf(legend);
    panels = List.copyOf(panels);
    perLine = Math.clamp(perLine, 1, Math.min(MOST_PANELS, Math.max(1, panels.size())));
  }

  private double panelWidth() {
    return Math.min(440, (WIDTH - LEFT) / (double) perLine - GAP);
  }

  private int width() {
    return (int) Math.ceil(Math.max(560, LEFT + perLine * (panelWidth() + GAP) + 10));
  }

  /**
   * The figure.
   *
   * @param name of its files
   * @param title what it shows; the first line of the picture too
   * @param caption how to read it
   * @param footer where the figures come from
   */
  Chart chart(String name, String title, String caption, String footer) {
    Drawing drawing = new Drawing();
    drawing.title(16, 24, title);
    double y = 52 + legend(drawing);
    double most = panels.stream().mapToDouble(ResponsePanel::most).max().orElse(1);
    for (int first = 0; first < panels.size(); first += perLine) {
      List<ResponsePanel> line = panels.subList(first, Math.min(panels.size(), first + perLine));
      int notes = 0;
      for (int i = 0; i < line.size(); i++) {
        double x = LEFT + i * (panelWidth() + GAP);
        panel(drawing, line.get(i), x, y + HEADING, most, i == 0);
        List<String> note = notes(line.get(i));
        notes = Math.max(notes, note.size());
        for (int n = 0; n < note.size(); n++) {
          double at = y + HEADING + HEIGHT + AXIS + (n + 1) * NOTE - 4;
          drawing.text(x, at, Anchor.START, "quiet", 10, note.get(n));
        }
      }
      y += HEADING + HEIGHT + AXIS + notes * NOTE + 8;
    }
    y += 12;
    y += drawing.footer(y, width(), footer);
    return new Chart(name, title, caption, width(), (int) Math.ceil(y), drawing.elements());
  }

  /** Draws the legend; returns how high it is. */
  private double legend(Drawing drawing) {
    double x = LEFT;
    double y = 50;
    for (LegendEntry entry : legend) {
      String label = TextWidth.fitted(entry.label(), Drawing.SMALL, 380);
      double width = 36 + TextWidth.of(label, Drawing.SMALL);
      if (x > LEFT && x + width > width() - 10) {
        x = LEFT;
        y += 20;
      }
      entry.draw(drawing, x, y - 4);
      drawing.text(x + 36, y, Anchor.START, "ink", Drawing.SMALL, label);
      x += width + 18;
    }
    return y - 50 + 10;
  }

  /** A horizontal line as a path. */
  static String stroke(double from, double to, double y) {
    return "M%s %sH%s".formatted(Drawing.number(from), Drawing.number(y), Drawing.number(to));
  }

  /** Attributes of a level to compare with. */
  static String level(SeriesStyle style) {
    return "class=\"s%d\" fill=\"none\" stroke-width=\"1.3\" stroke-dasharray=\"5 4\""
        .formatted(style.colour());
  }

  /** What is said of missing seeds below a panel, in lines: of as many as there is room for. */
  private List<String> notes(ResponsePanel panel) {
    List<String> missing = panel.missing();
    List<String> lines = List.of();
    for (int shown = 1; shown <= missing.size(); shown++) {
      int more = missing.size() - shown;
      String text =
          "seeds missing: "
              + String.join(", ", missing.subList(0, shown))
              + (more == 0 ? "" : " and " + more + " more");
      List<String> next = TextWidth.wrapped(text, 10, panelWidth() + 16, NOTES + 1);
      if (next.size() > NOTES && shown > 1) {
        return lines;
      }
      lines = next.subList(0, Math.min(NOTES, next.size()));
    }
    return lines;
  }

  private void panel(
      Drawing drawing, ResponsePanel panel, double x, double y, double most, boolean first) {
    double width = panelWidth();
    double right = x + width;
    Scale vertical = Scale.of(metric, most, y + HEIGHT, y);
    heading(drawing, panel.title(), x, y - 24, "ink", 13);
    heading(drawing, panel.subtitle(), x, y - 9, "quiet", Drawing.SMALL);
    for (double tick : vertical.ticks(5)) {
      drawing.line(x, vertical.at(tick), right, vertical.at(tick), "grid", 1);
      drawing.text(x - 7, vertical.at(tick) + 4, Anchor.END, "quiet", 11, Scale.label(tick));
    }
    panel.axis().draw(drawing, x, right, y + HEIGHT);
    if (first) {
      drawing.upwards(x - 42, y + HEIGHT / 2.0, Scale.title(metric));
    }
    if (panel.isEmpty()) {
      drawing.text(x + width / 2, y + HEIGHT / 2.0, Anchor.MIDDLE, "quiet", 12, "no result yet");
      return;
    }
    for (Reference reference : panel.references()) {
      double level = vertical.at(reference.value());
      drawing.path(stroke(x, right, level), level(reference.style()));
    }
    List<Line> apart = panel.lines().stream().filter(Line::hasApart).toList();
    List<ResponseLine> lines = new ArrayList<>();
    for (Line line : panel.lines()) {
      double dodge = dodge(apart.indexOf(line), apart.size());
      lines.add(new ResponseLine(line, panel.axis(), vertical, x, right, dodge));
    }
    lines.forEach(line -> line.band(drawing));
    lines.forEach(line -> line.seeds(drawing));
    lines.forEach(line -> line.means(drawing));
    lines.forEach(line -> line.published(drawing));
  }

  /** What stands apart would lie on top of each other: a little to the left or right. */
  private static double dodge(int line, int lines) {
    return lines < 2 ? 0 : Math.min(5, 24.0 / (lines - 1)) * (line - (lines - 1) / 2.0);
  }

  private void heading(Drawing drawing, String text, double x, double y, String colour, int size) {
    String fitted = TextWidth.fitted(text, size, panelWidth() + 16);
    drawing.text(x, y, Anchor.START, colour, size, fitted);
  }

  /** The end of every legend: what the marks on these panels mean. */
  static List<LegendEntry> marks(List<ResponsePanel> panels) {
    List<Point> points = points(panels);
    List<LegendEntry> marks = new ArrayList<>();
    marks.add(new LegendEntry(Sign.SEED, SeriesStyle.of(1), "one seed"));
    if (points.stream().anyMatch(p -> !p.isComplete() && p.summary().count() > 0)) {
      marks.add(new LegendEntry(Sign.HOLLOW, SeriesStyle.of(1), "seeds missing"));
    }
    if (points.stream().anyMatch(point -> point.paper() != null)) {
      marks.add(new LegendEntry(Sign.PUBLISHED, SeriesStyle.of(0), "published"));
    }
    return marks;
  }

  private static List<Point> points(List<ResponsePanel> panels) {
    return panels.stream()
        .flatMap(panel -> panel.lines().stream())
        .flatMap(line -> line.points().stream())
        .toList();
  }
}
