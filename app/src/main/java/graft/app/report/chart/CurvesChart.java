package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import graft.study.MeanCurve;
import graft.study.MeanCurve.Point;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Learning curves of fine-tuning: a line per arm with a band over seeds; a panel per cell. */
final class CurvesChart {
  private static final int WIDTH = 900;
  private static final int MOST_PANELS = 3;
  private static final int HEIGHT = 170;
  private static final int LEFT = 58;
  private static final int GAP = 46;
  private static final int LINE = HEIGHT + 78;
  private static final int SUBTITLE = 15;

  private final Cells cells;
  private final List<MeanCurve> curves;
  private final Drawing drawing = new Drawing();
  private final int perLine;
  private final double panelWidth;
  private final double top;

  private CurvesChart(Cells cells, List<MeanCurve> curves) {
    this.cells = cells;
    this.curves = curves;
    int pretrainings = cells.pretrainings().size();
    // A line per task where that fits, so that a column is a pretraining.
    perLine =
        pretrainings > 1 && pretrainings <= MOST_PANELS
            ? pretrainings
            : Math.min(MOST_PANELS, pretrainings * cells.tasks().size());
    panelWidth = Math.min(480, (WIDTH - LEFT) / (double) perLine - GAP);
    top = 48 + legend(LEFT, 48) + subtitle();
  }

  static Chart of(Cells cells, List<MeanCurve> curves, String footer) {
    return new CurvesChart(cells, curves).chart(footer);
  }

  private Chart chart(String footer) {
    drawing.title(16, 24, "Learning curves of fine-tuning");
    int panel = 0;
    for (String task : cells.tasks()) {
      for (String pretrain : cells.pretrainings()) {
        double x = LEFT + panel % perLine * (panelWidth + GAP);
        int line = panel / perLine;
        panel(pretrain, task, x, top + line * lineHeight(), panel % perLine == 0);
        panel++;
      }
    }
    int lines = (panel + perLine - 1) / perLine;
    double bottom = top + lines * lineHeight() - 6 - subtitle();
    double width = Math.ceil(width());
    bottom += drawing.footer(bottom, width, footer);
    return new Chart(
        "curves-" + cells.metric(),
        "Learning curves",
        "Line: mean over seeds on held-out sequences. Band: 95 % bootstrap interval of the mean. A"
            + " trial that stopped early counts on with its last figure.",
        (int) width,
        (int) Math.ceil(bottom),
        drawing.elements());
  }

  /** The arms with their colours; how high they stand. */
  private double legend(double x, double y) {
    double at = x;
    double line = y;
    for (String arm : cells.arms()) {
      String label = TextWidth.fitted(arm, Drawing.SMALL, 400);
      double width = 30 + TextWidth.of(label, Drawing.SMALL);
      if (at > x && at + width > width() - 10) {
        at = x;
        line += 18;
      }
      String stroke = "M%s %sh24".formatted(Drawing.number(at), Drawing.number(line - 4));
      drawing.path(stroke, cells.style(arm).line(2.5));
      drawing.text(at + 30, line, Anchor.START, "ink", Drawing.SMALL, label);
      at += width + 16;
    }
    return line - y + 40;
  }

  private double width() {
    return Math.max(560, LEFT + perLine * (panelWidth + GAP) + 10);
  }

  private void panel(String pretrain, String task, double x, double y, boolean first) {
    List<MeanCurve> here =
        curves.stream()
            .filter(c -> c.pretrain().equals(pretrain) && c.task().equals(task))
            .toList();
    double bottom = y + HEIGHT;
    Scale vertical = Scale.of(cells.metric(), most(), bottom, y);
    heading(pretrain, task, x, y - 8);
    for (double tick : vertical.ticks(5)) {
      drawing.line(x, vertical.at(tick), x + panelWidth, vertical.at(tick), "grid", 1);
      drawing.text(x - 7, vertical.at(tick) + 4, Anchor.END, "quiet", 11, Scale.label(tick));
    }
    drawing.line(x, bottom, x + panelWidth, bottom, "axis", 1);
    if (first) {
      drawing.upwards(x - 42, y + HEIGHT / 2.0, Scale.title(cells.metric()));
    }
    drawing.text(x + panelWidth / 2, bottom + 34, Anchor.MIDDLE, "quiet", 11, "fine-tuning steps");
    Scale steps = new Scale(0, Math.max(1, lastStep(task)), x, x + panelWidth);
    for (double tick : steps.ticks(4)) {
      drawing.line(steps.at(tick), bottom, steps.at(tick), bottom + 4, "axis", 1);
      drawing.text(steps.at(tick), bottom + 17, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    here.forEach(curve -> band(curve, steps, vertical));
    here.forEach(curve -> line(curve, steps, vertical));
  }

  /** Whether a panel is told by pretraining and task, each in a line. */
  private boolean hasSubtitle() {
    return cells.pretrainings().size() > 1 && cells.tasks().size() > 1;
  }

  private int subtitle() {
    return hasSubtitle() ? SUBTITLE : 0;
  }

  private double lineHeight() {
    return LINE + subtitle();
  }

  private void heading(String pretrain, String task, double x, double y) {
    String title = cells.pretrainings().size() == 1 ? task : pretrain;
    String fitted = TextWidth.fitted(title, 13, panelWidth + 16);
    drawing.text(x, y - subtitle(), Anchor.START, "ink", 13, fitted);
    if (hasSubtitle()) {
      String below = TextWidth.fitted(task, Drawing.SMALL, panelWidth + 16);
      drawing.text(x, y, Anchor.START, "quiet", Drawing.SMALL, below);
    }
  }

  /** The highest of the curves and their bands, so that panels can be compared. */
  private double most() {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .flatMapToDouble(
            p -> DoubleStream.of(p.mean(), p.band() == null ? p.mean() : p.band().high()))
        .max()
        .orElse(1);
  }

  private double lastStep(String task) {
    return curves.stream()
        .filter(curve -> curve.task().equals(task))
        .mapToDouble(curve -> curve.points().getLast().step())
        .max()
        .orElse(1);
  }

  private void band(MeanCurve curve, Scale steps, Scale vertical) {
    List<Point> points = curve.points().stream().filter(p -> p.band() != null).toList();
    if (points.isEmpty()) {
      return;
    }
    Stream<String> there =
        points.stream()
            .map(p -> at(steps, p, vertical.at(p.band() == null ? p.mean() : p.band().high())));
    Stream<String> back =
        points.reversed().stream()
            .map(p -> at(steps, p, vertical.at(p.band() == null ? p.mean() : p.band().low())));
    String outline = Stream.concat(there, back).collect(Collectors.joining("L", "M", "z"));
    drawing.path(outline, cells.style(curve.arm()).area());
  }

  private void line(MeanCurve curve, Scale steps, Scale vertical) {
    String line =
        curve.points().stream()
            .map(p -> at(steps, p, vertical.at(p.mean())))
            .collect(Collectors.joining("L", "M", ""));
    drawing.path(line, cells.style(curve.arm()).line(2));
  }

  private static String at(Scale steps, Point point, double y) {
    double step = point.step();
    return Drawing.number(steps.at(step)) + " " + Drawing.number(y);
  }
}
