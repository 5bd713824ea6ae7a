package graft.app.report.chart;

import graft.app.report.chart.ResponsePanel.Line;
import graft.app.report.chart.ResponsePanel.Point;
import graft.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws one line of a {@link ResponsePanel}. It is broken where a point has no figure; its band
 * where it has no interval. What stands apart is joined by dots, and has its interval upright.
 *
 * @param vertical the metric's axis
 * @param left end of the horizontal axis
 * @param right end of the horizontal axis
 * @param dodge how far what stands apart is moved sideways
 */
record ResponseLine(
    Line line, StrengthAxis axis, Scale vertical, double left, double right, double dodge) {

  /** A point with a figure and its place. */
  private record Mark(Point point, double x, double y) {
    boolean isApart() {
      return point.x() == null;
    }
  }

  private double x(Point point) {
    return axis.at(point.x(), left, right) + (point.x() == null ? dodge : 0);
  }

  /** The points in runs without a gap. */
  private List<List<Mark>> runs(boolean withInterval) {
    List<List<Mark>> runs = new ArrayList<>();
    List<Mark> run = new ArrayList<>();
    for (Point point : line.points()) {
      boolean there = point.summary().count() > 0;
      if (there && (!withInterval || (point.summary().interval() != null && point.x() != null))) {
        run.add(new Mark(point, x(point), vertical.at(point.summary().mean())));
      } else if (!run.isEmpty()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  void band(Drawing drawing) {
    for (List<Mark> run : runs(true)) {
      Stream<String> there = run.stream().map(mark -> at(mark.x(), interval(mark).high()));
      Stream<String> back = run.reversed().stream().map(m -> at(m.x(), interval(m).low()));
      drawing.path(
          Stream.concat(there, back).collect(Collectors.joining("L", "M", "z")),
          line.style().area());
    }
    for (List<Mark> run : runs(false)) {
      run.stream().filter(this::isUpright).forEach(mark -> upright(drawing, mark));
    }
  }

  /** Whether a band would have no width: what stands apart, or alone. */
  private boolean isUpright(Mark mark) {
    boolean alone =
        runs(true).stream().anyMatch(run -> run.size() == 1 && run.getFirst().equals(mark));
    return mark.point().summary().interval() != null && (mark.isApart() || alone);
  }

  private void upright(Drawing drawing, Mark mark) {
    String path =
        "M%sL%s".formatted(at(mark.x(), interval(mark).low()), at(mark.x(), interval(mark).high()));
    String colour = "class=\"s" + line.style().colour() + "\"";
    drawing.path(path, colour + " fill=\"none\" stroke-width=\"6\" stroke-opacity=\"0.3\"");
  }

  private static Interval interval(Mark mark) {
    Interval interval = mark.point().summary().interval();
    double mean = mark.point().summary().mean();
    return interval == null ? new Interval(mean, mean) : interval;
  }

  private String at(double x, double value) {
    return Drawing.number(x) + " " + Drawing.number(vertical.at(value));
  }

  void seeds(Drawing drawing) {
    for (Point point : line.points()) {
      for (ResponsePanel.Seed seed : point.seeds()) {
        double x = axis.at(seed.x(), left, right) + (seed.x() == null ? dodge : 0);
        line.style().seed(drawing, x, vertical.at(seed.value()));
      }
    }
  }

  void means(Drawing drawing) {
    for (List<Mark> run : runs(false)) {
      for (int i = 1; i < run.size(); i++) {
        Mark from = run.get(i - 1);
        Mark to = run.get(i);
        String path =
            "M%s %sL%s %s"
                .formatted(
                    Drawing.number(from.x()),
                    Drawing.number(from.y()),
                    Drawing.number(to.x()),
                    Drawing.number(to.y()));
        drawing.path(path, from.isApart() ? joint() : line.style().line(2));
      }
    }
    for (List<Mark> run : runs(false)) {
      for (Mark mark : run) {
        line.style().mark(drawing, mark.x(), mark.y(), !mark.point().isComplete());
      }
    }
  }

  private String joint() {
    return "class=\"s%d\" fill=\"none\" stroke-width=\"1.3\" stroke-dasharray=\"1 3\""
        .formatted(line.style().colour());
  }

  void published(Drawing drawing) {
    for (Point point : line.points()) {
      Double paper = point.paper();
      if (paper != null) {
        drawing.diamond(x(point), vertical.at(paper), 5);
      }
    }
  }
}
