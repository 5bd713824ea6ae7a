package graft.app.report.chart;

import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one metric as a matrix.
 *
 * @param arms in the study's order, but the baseline's first
 */
record Cells(
    String metric,
    List<Row> rows,
    List<String> pretrainings,
    List<String> arms,
    List<String> tasks,
    @Nullable String baseline) {

  static Cells of(List<Row> all, String metric) {
    List<Row> rows = all.stream().filter(row -> row.metric().equals(metric)).toList();
    String baseline =
        rows.stream()
            .map(Row::comparison)
            .filter(Objects::nonNull)
            .map(Comparison::arm)
            .findFirst()
            .orElse(null);
    List<String> arms =
        labels(rows, Row::arm).stream()
            .sorted((a, b) -> Boolean.compare(b.equals(baseline), a.equals(baseline)))
            .toList();
    return new Cells(
        metric, rows, labels(rows, Row::pretrain), arms, labels(rows, Row::task), baseline);
  }

  private static List<String> labels(List<Row> rows, Function<Row, String> label) {
    return rows.stream().map(label).distinct().toList();
  }

  /** Whether no trial has a figure. */
  boolean isEmpty() {
    return rows.stream().allMatch(row -> row.seeds() == 0);
  }

  @Nullable Row row(String pretrain, String arm, String task) {
    return rows.stream()
        .filter(r -> r.pretrain().equals(pretrain) && r.arm().equals(arm) && r.task().equals(task))
        .findFirst()
        .orElse(null);
  }

  /** The arms that a pretraining has a row of. */
  List<String> arms(String pretrain) {
    return arms.stream()
        .filter(arm -> tasks.stream().anyMatch(task -> row(pretrain, arm, task) != null))
        .toList();
  }

  /** The look of an arm: grey for the baseline, then one after another. */
  SeriesStyle style(String arm) {
    return SeriesStyle.of(arms.indexOf(arm) + (baseline == null ? 1 : 0));
  }

  /** The largest figure, seeds and published ones included. */
  double most() {
    double most = 0;
    for (Row row : rows) {
      for (double value : row.values()) {
        most = Double.isFinite(value) ? Math.max(most, value) : most;
      }
      most = row.paper() == null ? most : Math.max(most, row.paper());
    }
    return most;
  }
}
