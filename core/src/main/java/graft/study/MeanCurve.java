package graft.study;

import graft.statistics.Interval;
import graft.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The learning curves of one cell of the table as one. A trial that stopped early counts on with
 * its last figure.
 *
 * @param pretrain label of the pretraining
 * @param arm label of the arm
 * @param task label of the task
 * @param points at every step at which any seed was measured, at least one
 */
public record MeanCurve(String pretrain, String arm, String task, List<Point> points) {

  /**
   * The seeds at one step.
   *
   * @param step optimizer steps done
   * @param mean over the seeds, in the unit of the metric
   * @param band 95 % bootstrap interval of the mean; null for one seed
   */
  public record Point(long step, double mean, @Nullable Interval band) {}

  /** One curve per pretraining, arm and task, in the order of the given ones. */
  public static List<MeanCurve> all(List<Curve> curves, String metric) {
    Map<List<String>, List<Curve>> groups = new LinkedHashMap<>();
    for (Curve c : curves) {
      groups
          .computeIfAbsent(List.of(c.pretrain(), c.arm(), c.task()), k -> new ArrayList<>())
          .add(c);
    }
    return groups.values().stream()
        .map(group -> of(group, metric))
        .filter(curve -> !curve.points().isEmpty())
        .toList();
  }

  private static MeanCurve of(List<Curve> group, String metric) {
    List<NavigableMap<Long, Double>> figures =
        group.stream().map(curve -> figures(curve, metric)).toList();
    TreeSet<Long> steps = new TreeSet<>();
    figures.forEach(figure -> steps.addAll(figure.keySet()));
    List<Point> points = new ArrayList<>();
    for (long step : steps) {
      double[] values =
          figures.stream()
              .map(figure -> figure.floorEntry(step))
              .mapToDouble(entry -> entry == null ? Double.NaN : entry.getValue())
              .toArray();
      Summary summary = Summary.of(values);
      points.add(new Point(step, summary.mean(), summary.interval()));
    }
    Curve first = group.getFirst();
    return new MeanCurve(first.pretrain(), first.arm(), first.task(), points);
  }

  private static NavigableMap<Long, Double> figures(Curve curve, String metric) {
    NavigableMap<Long, Double> figures = new TreeMap<>();
    for (Curve.Point point : curve.points()) {
      double value = point.value(metric);
      if (Double.isFinite(value)) {
        figures.put(point.step(), value);
      }
    }
    return figures;
  }
}
