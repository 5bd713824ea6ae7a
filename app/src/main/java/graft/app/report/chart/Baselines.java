package graft.app.report.chart;

import graft.study.Study;
import graft.study.Study.Arm;
import graft.study.StudyResult.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of random weights, which are the same for every pretraining.
 *
 * @param arms labels of the arms that take nothing and change nothing
 */
record Baselines(Cells cells, List<String> arms) {
  static Baselines of(Study study, Cells cells) {
    return new Baselines(
        cells, study.arms().stream().filter(Arm::isFresh).map(Arm::label).toList());
  }

  /** The row of a task with the most seeds; null if the study has none. */
  @Nullable Row random(String task) {
    Row best = null;
    for (Row row : cells.rows()) {
      boolean fits = row.task().equals(task) && arms.contains(row.arm());
      if (fits && (best == null || row.seeds() > best.seeds())) {
        best = row;
      }
    }
    return best;
  }
}
