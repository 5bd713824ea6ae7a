package graft.app.report.chart;

import graft.app.report.Figures;
import graft.app.report.chart.Drawing.Anchor;
import graft.statistics.RankCorrelation;
import graft.study.HeadMeasure;
import graft.study.HeadPoint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The figure after fine-tuning against the score of the donor's best head: a point per trial, a
 * panel per task and score.
 */
final class ScatterChart {
  private static final int LEFT = 64;
  private static final int TOP = 96;
  private static final int SIZE = 300;
  private static final int GAP = 76;
  private static final int LINE = SIZE + 92;

  private final String metric;
  private final List<String> tasks;
  private final Map<HeadMeasure, List<HeadPoint>> points;
  private final Function<HeadPoint, String> colouredBy;
  private final List<String> series;
  private final Drawing drawing = new Drawing();

  private ScatterChart(String metric, Map<HeadMeasure, List<HeadPoint>> points) {
    this.metric = metric;
    this.points = points;
    List<HeadPoint> all = points.values().stream().flatMap(List::stream).toList();
    tasks = all.stream().map(HeadPoint::task).distinct().toList();
    colouredBy = colouredBy(all);
    series = all.stream().map(colouredBy).distinct().toList();
  }

  /** Arms if there are several, else pretrainings if they have colours enough, else their rules. */
  private static Function<HeadPoint, String> colouredBy(List<HeadPoint> points) {
    if (points.stream().map(HeadPoint::arm).distinct().count() > 1) {
      return HeadPoint::arm;
    }
    boolean few = points.stream().map(HeadPoint::pretrain).distinct().count() < Palette.SERIES;
    return few ? HeadPoint::pretrain : HeadPoint::rule;
  }

  /**
   * The figure.
   *
   * @param points by score, at least one
   * @param read what the donors read, in a sentence
   */
  static Chart of(
      String metric, Map<HeadMeasure, List<HeadPoint>> points, String read, String footer) {
    return new ScatterChart(metric, points).chart(read, footer);
  }

  private Chart chart(String read, String footer) {
    String heading = "After fine-tuning, against the donor's best head";
    drawing.title(16, 24, heading);
    legend();
    double y = TOP;
    for (String task : tasks) {
      double x = LEFT;
      for (Map.Entry<HeadMeasure, List<HeadPoint>> entry : points.entrySet()) {
        List<HeadPoint> here =
            entry.getValue().stream().filter(point -> point.task().equals(task)).toList();
        panel(task, entry.getKey(), here, x, y);
        x += SIZE + GAP;
      }
      y += LINE;
    }
    int width = Math.max(560, LEFT + points.size() * (SIZE + GAP));
    y -= 20;
    y += drawing.footer(y, width, footer);
    return new Chart(
        "donor-heads-" + metric,
        heading,
        "A point per seed, pretraining and arm. Across: the largest score of any of the donor's"
            + " heads, before the transplant. The rank correlation (Spearman) is over all points;"
            + " they share donors and tasks, so it describes and tests nothing. "
            + read,
        width,
        (int) y,
        drawing.elements());
  }

  private void legend() {
    double at = LEFT;
    double line = 50;
    for (int i = 0; i < series.size(); i++) {
      String label = TextWidth.fitted(series.get(i), 11, 300);
      double width = 30 + TextWidth.of(label, 11);
      if (at > LEFT && at + width > LEFT + 2 * (SIZE + GAP) - GAP) {
        at = LEFT;
        line += 16;
      }
      drawing.dot(at + 5, line - 4, 4, "class=\"f" + colour(i) + "\" fill-opacity=\"0.8\"");
      drawing.text(at + 15, line, Anchor.START, "quiet", 11, label);
      at += width;
    }
  }

  private static int colour(int place) {
    return 1 + place % (Palette.SERIES - 1);
  }

  private void panel(String task, HeadMeasure measure, List<HeadPoint> here, double x, double y) {
    double most = here.stream().mapToDouble(HeadPoint::value).max().orElse(1);
    Scale across = new Scale(0, 100, x, x + SIZE);
    Scale up = Scale.of(metric, most, y + SIZE, y);
    String title = measure.word() + (tasks.size() > 1 ? ", " + task : "");
    drawing.text(x, y - 8, Anchor.START, "ink", 13, TextWidth.fitted(title, 13, SIZE / 2.0));
    drawing.text(x + SIZE, y - 8, Anchor.END, "quiet", 11, correlation(here));
    for (double tick : up.ticks(5)) {
      drawing.line(x, up.at(tick), x + SIZE, up.at(tick), "grid", 1);
      drawing.text(x - 7, up.at(tick) + 4, Anchor.END, "quiet", 11, Scale.label(tick));
    }
    for (double tick : across.ticks(5)) {
      drawing.line(across.at(tick), y + SIZE, across.at(tick), y + SIZE + 4, "axis", 1);
      drawing.text(across.at(tick), y + SIZE + 17, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    drawing.line(x, y + SIZE, x + SIZE, y + SIZE, "axis", 1);
    drawing.upwards(x - 42, y + SIZE / 2.0, Scale.title(metric));
    drawing.text(
        x + SIZE / 2.0,
        y + SIZE + 35,
        Anchor.MIDDLE,
        "quiet",
        11,
        "donor's best " + measure.word() + " score, %");
    for (HeadPoint point : here) {
      int place = series.indexOf(colouredBy.apply(point));
      drawing.dot(
          across.at(point.score()),
          up.at(point.value()),
          4,
          "class=\"f" + colour(place) + " halo\" fill-opacity=\"0.8\" stroke-width=\"1\"");
    }
  }

  private static String correlation(List<HeadPoint> here) {
    double rho =
        RankCorrelation.of(
            here.stream().mapToDouble(HeadPoint::score).toArray(),
            here.stream().mapToDouble(HeadPoint::value).toArray());
    String points = here.size() + (here.size() == 1 ? " point" : " points");
    return Double.isNaN(rho)
        ? points
        : "rank correlation " + Figures.decimals(rho, 2).replace('-', '\u2212') + ", " + points;
  }
}
