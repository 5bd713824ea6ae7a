package graft.app.web;

import graft.app.report.Json;
import graft.app.report.chart.MetricMatrix;
import graft.study.Curve;
import graft.study.MeanCurve;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learning curves of one pretraining and task: for each arm the mean of the finished trials with
 * its band, and each running trial as a line of its own. An arm without a finished trial has the
 * mean of its running ones, as far as all of them have come.
 */
final class CurvesJson {
  private static final int MOST_POINTS = 400;
  private static final int MOST_RUNNING = 24;

  private final MetricMatrix matrix;
  private final String metric;
  private final String pretrain;
  private final String task;

  CurvesJson(List<Row> rows, String metric, String pretrain, String task) {
    this.matrix = MetricMatrix.of(rows, metric);
    this.metric = metric;
    this.pretrain = pretrain;
    this.task = task;
  }

  Map<String, @Nullable Object> json(List<Curve> finished, List<Curve> running) {
    List<Curve> here = finished.stream().filter(this::isHere).toList();
    List<Curve> live = running.stream().filter(this::isHere).toList();
    List<Curve> drawn = new ArrayList<>(here);
    for (String arm : matrix.arms()) {
      if (here.stream().noneMatch(curve -> curve.arm().equals(arm))) {
        drawn.addAll(common(live.stream().filter(curve -> curve.arm().equals(arm)).toList()));
      }
    }
    return Json.object(
        "metric", metric,
        "title", matrix.title(),
        "pretrain", pretrain,
        "task", task,
        "scale", List.of(matrix.low(), matrix.high()),
        "curves", MeanCurve.all(drawn, metric).stream().map(this::curve).toList(),
        "running", live.stream().limit(MOST_RUNNING).map(this::running).toList());
  }

  private boolean isHere(Curve curve) {
    return curve.pretrain().equals(pretrain) && curve.task().equals(task);
  }

  /** The curves up to the step that all of them have reached. */
  private static List<Curve> common(List<Curve> curves) {
    long step = curves.stream().mapToLong(curve -> curve.points().getLast().step()).min().orElse(0);
    return curves.stream()
        .map(
            curve ->
                new Curve(
                    curve.pretrain(),
                    curve.arm(),
                    curve.task(),
                    curve.seed(),
                    curve.points().stream().filter(point -> point.step() <= step).toList()))
        .toList();
  }

  private Map<String, @Nullable Object> curve(MeanCurve curve) {
    List<List<@Nullable Double>> points =
        thinned(curve.points()).stream()
            .map(
                point -> {
                  var band = point.band();
                  List<@Nullable Double> values = new ArrayList<>();
                  values.add((double) point.step());
                  values.add(Json.figure(point.mean()));
                  values.add(band == null ? null : Json.figure(band.low()));
                  values.add(band == null ? null : Json.figure(band.high()));
                  return values;
                })
            .toList();
    return Json.object(
        "arm",
        curve.arm(),
        "colour",
        matrix.colour(curve.arm()),
        "dash",
        matrix.dash(curve.arm()),
        "points",
        points);
  }

  private Map<String, @Nullable Object> running(Curve curve) {
    List<List<Double>> points =
        thinned(curve.points()).stream()
            .filter(point -> Double.isFinite(point.value(metric)))
            .map(point -> List.of((double) point.step(), point.value(metric)))
            .toList();
    return Json.object(
        "arm", curve.arm(),
        "seed", curve.seed(),
        "colour", matrix.colour(curve.arm()),
        "points", points);
  }

  /** Every so many of the points, and the last one. */
  static <T> List<T> thinned(List<T> points) {
    int stride = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (stride <= 1) {
      return points;
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < points.size() - 1; i += stride) {
      kept.add(Objects.requireNonNull(points.get(i)));
    }
    kept.add(points.getLast());
    return kept;
  }
}
