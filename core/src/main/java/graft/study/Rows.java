package graft.study;

import graft.study.Matrix.Cell;
import graft.study.Study.Baseline;
import graft.study.Study.Published;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a study's table, made of trials wherever those come from. */
final class Rows {
  private final Study study;

  Rows(Study study) {
    this.study = study;
  }

  /** What a row is about. */
  record Line(Cell cell, String metric) {
    boolean has(Trial trial) {
      return trial.pretrain().equals(cell.source())
          && trial.arm().equals(cell.arm().label())
          && trial.task().equals(cell.task().label())
          && trial.metric().equals(metric);
    }
  }

  /** The lines of the table in the study's order. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Cell cell : Matrix.cells(study)) {
      study.metrics().forEach(metric -> lines.add(new Line(cell, metric)));
    }
    return lines;
  }

  /** The row of a line over those trials that are its own, compared with nothing yet. */
  Row row(Line line, List<Trial> trials) {
    Cell cell = line.cell();
    return Row.of(
        cell.source(),
        cell.arm().label(),
        cell.task().label(),
        line.metric(),
        trials.stream().filter(line::has).map(Trial::value).toList(),
        published(cell, line.metric()));
  }

  /** The rows, compared with the study's baseline. */
  List<Row> compared(List<Row> rows, List<Trial> trials) {
    return Comparisons.add(study.baseline(), rows, withBaselineEverywhere(trials));
  }

  /** A baseline that is the same for every pretraining is that of the rows of named donors too. */
  private List<Trial> withBaselineEverywhere(List<Trial> trials) {
    Baseline baseline = study.baseline();
    String label = baseline == null ? "" : baseline.arm();
    if (study.arms().stream().noneMatch(arm -> arm.label().equals(label) && !arm.varies())) {
      return trials;
    }
    List<String> sources = new ArrayList<>(StudyReader.labels(study.pretrainings()));
    sources.add(Study.NAMED);
    List<Trial> everywhere = new ArrayList<>(trials);
    trials.stream()
        .filter(trial -> trial.arm().equals(label))
        .forEach(trial -> sources.forEach(source -> everywhere.add(trial.under(source))));
    return everywhere;
  }

  /** The published figure of a line, null where there is none. */
  @Nullable Double published(Cell cell, String metric) {
    for (Published p : study.published()) {
      if ((p.pretrain() == null || p.pretrain().equals(cell.source()))
          && p.arm().equals(cell.arm().label())
          && p.task().equals(cell.task().label())
          && p.metric().equals(metric)) {
        return p.value();
      }
    }
    return null;
  }
}
