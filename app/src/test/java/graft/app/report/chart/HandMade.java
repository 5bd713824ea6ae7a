package graft.app.report.chart;

import graft.statistics.Summary;
import graft.study.Curve;
import graft.study.Pretraining;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.Study.Arm;
import graft.study.Study.Published;
import graft.study.Study.Use;
import graft.study.StudyResult;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results of a study that nobody computed. */
final class HandMade {
  private final Study study;
  private final Figure figure;
  private final List<Row> rows = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();

  /** What a trial has; null if it is missing. */
  interface Figure {
    @Nullable Double of(String pretrain, Arm arm, Use task, long seed);
  }

  private HandMade(Study study, Figure figure) {
    this.study = study;
    this.figure = figure;
  }

  /**
   * The study as a store would have it.
   *
   * @param made pretrainings that the store has
   */
  static StoredStudy stored(Study study, List<Pretraining> made, Figure figure) {
    HandMade all = new HandMade(study, figure);
    study.pretrainings().forEach(use -> all.add(use.label(), false));
    all.add(Study.NAMED, true);
    StudyResult result = new StudyResult(study.name(), all.rows, all.trials, List.of(), 0);
    return new StoredStudy(result, all.curves, made);
  }

  private void add(String source, boolean named) {
    for (Arm arm : study.arms()) {
      for (Use task : study.tasks()) {
        boolean kept = study.filter().keeps(source, arm.label(), task.label());
        if (kept && arm.namesDonors() == named) {
          study.metrics().forEach(metric -> add(source, arm, task, metric));
        }
      }
    }
  }

  private void add(String source, Arm arm, Use task, String metric) {
    List<Double> values = new ArrayList<>();
    List<Missing> missing = new ArrayList<>();
    Double paper = published(source, arm.label(), task.label(), metric);
    for (long seed : study.seeds()) {
      Double value = figure.of(source, arm, task, seed);
      String recipe = String.join("-", source, arm.label(), task.label()) + seed;
      if (value == null) {
        missing.add(new Missing(seed, recipe, null));
        continue;
      }
      values.add(value);
      trials.add(
          new Trial(
              source,
              arm.label(),
              task.label(),
              metric,
              seed,
              value,
              paper,
              100,
              recipe,
              "c0ffee1234567890",
              "vector",
              "2026-01-02T03:04:05Z",
              1,
              "25",
              "a processor"));
      List<Curve.Point> points =
          List.of(
              new Curve.Point(0, Map.of(metric, value / 10)),
              new Curve.Point(50, Map.of(metric, value / 2)),
              new Curve.Point(100, Map.of(metric, value)));
      curves.add(new Curve(source, arm.label(), task.label(), seed, points));
    }
    Summary summary = Summary.of(values.stream().mapToDouble(x -> x).toArray());
    rows.add(
        new Row(
            source,
            arm.label(),
            task.label(),
            metric,
            summary,
            List.copyOf(values),
            paper,
            missing,
            null));
  }

  private @Nullable Double published(String source, String arm, String task, String metric) {
    return study.published().stream()
        .filter(p -> p.pretrain() == null || p.pretrain().equals(source))
        .filter(p -> p.arm().equals(arm) && p.task().equals(task) && p.metric().equals(metric))
        .map(Published::value)
        .findFirst()
        .orElse(null);
  }
}
