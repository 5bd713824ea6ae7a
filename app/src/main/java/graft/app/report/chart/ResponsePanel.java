package graft.app.report.chart;

import graft.statistics.Summary;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a panel of a {@link ResponseChart} shows.
 *
 * @param title in a line
 * @param subtitle in a line below it
 * @param axis what the figures depend on
 * @param lines one per series
 * @param references levels to compare with
 */
record ResponsePanel(
    String title,
    String subtitle,
    StrengthAxis axis,
    List<Line> lines,
    List<Reference> references) {
  ResponsePanel {
    lines = List.copyOf(lines);
    references = List.copyOf(references);
  }

  /** A series by rising place on the axis, what stands apart first. */
  record Line(SeriesStyle style, List<Point> points) {
    Line {
      points = List.copyOf(points);
    }

    boolean hasApart() {
      return points.stream().anyMatch(point -> point.x() == null);
    }

    boolean isEmpty() {
      return points.stream().allMatch(point -> point.summary().count() == 0);
    }
  }

  /**
   * A row of the table.
   *
   * @param label of it, for what is said of missing seeds
   * @param x place on the axis; null stands apart
   * @param seeds single figures
   * @param summary of them
   * @param planned how many there are to be
   * @param paper the published figure
   */
  record Point(
      String label,
      @Nullable Double x,
      List<Seed> seeds,
      Summary summary,
      int planned,
      @Nullable Double paper) {

    /** The point of a row, all its seeds in one place. */
    static Point of(String label, @Nullable Double x, Row row) {
      List<Seed> seeds =
          row.values().stream().filter(Double::isFinite).map(value -> new Seed(x, value)).toList();
      return new Point(label, x, seeds, row.summary(), row.planned(), row.paper());
    }

    boolean isComplete() {
      return summary.count() == planned;
    }
  }

  /** One seed's figure. */
  record Seed(@Nullable Double x, double value) {}

  /** A level over the whole panel. */
  record Reference(SeriesStyle style, double value) {}

  /** Whether nothing is measured yet. */
  boolean isEmpty() {
    return lines.stream().allMatch(Line::isEmpty);
  }

  /** The largest figure. */
  double most() {
    DoubleStream levels = references.stream().mapToDouble(Reference::value);
    return DoubleStream.concat(levels, lines.stream().flatMapToDouble(ResponsePanel::figures))
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }

  private static DoubleStream figures(Line line) {
    return line.points().stream()
        .flatMap(
            point ->
                Stream.concat(
                    point.seeds().stream().map(Seed::value), Stream.ofNullable(point.paper())))
        .mapToDouble(x -> x);
  }

  /** For example {@code noise 3 (2 of 5 seeds)}, for every point that lacks seeds. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Line line : lines) {
      for (Point p : line.points()) {
        if (!p.isComplete()) {
          missing.add("%s (%d of %d)".formatted(p.label(), p.summary().count(), p.planned()));
        }
      }
    }
    return missing.stream().distinct().toList();
  }
}
