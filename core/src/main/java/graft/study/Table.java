package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.Matrix.Cell;
import graft.study.Plan.Trial;
import graft.study.Rows.Line;
import graft.study.Study.Use;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.training.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a study's table from the store. */
final class Table {
  private final Study study;
  private final Plan plan;
  private final Store store;
  private final Rows rows;
  private final Map<String, @Nullable Result> looked = new HashMap<>();

  Table(Study study, Plan plan, Store store) {
    this.study = study;
    this.plan = plan;
    this.store = store;
    this.rows = new Rows(study);
  }

  /** The result of that name as it was when it was first asked for: looking at it takes a while. */
  private @Nullable Result find(String id) throws IOException {
    if (!looked.containsKey(id)) {
      looked.put(id, store.find(id));
    }
    return looked.get(id);
  }

  private List<Trial> planned(Cell cell) {
    return plan.trials().stream().filter(trial -> trial.cell().equals(cell)).toList();
  }

  /** Every figure of every finished trial, row by row. */
  List<StudyResult.Trial> trials() throws IOException {
    List<StudyResult.Trial> trials = new ArrayList<>();
    for (Line line : rows.lines()) {
      for (Trial trial : planned(line.cell())) {
        add(trial, line.metric(), trials);
      }
    }
    return trials;
  }

  private void add(Trial trial, String metric, List<StudyResult.Trial> trials) throws IOException {
    Result result = find(trial.recipe().id());
    if (result == null) {
      return;
    }
    Measurement last = result.measurements().getLast();
    Double value = value(last, metric);
    if (value == null) {
      return;
    }
    JsonNode made = Provenance.read(result.folder().resolve(Result.PROVENANCE));
    trials.add(
        new StudyResult.Trial(
            trial.cell().source(),
            trial.cell().arm().label(),
            trial.cell().task().label(),
            metric,
            trial.seed(),
            value,
            rows.published(trial.cell(), metric),
            last.step(),
            result.id(),
            made.path("commit").asText(),
            made.path("engine").asText(),
            made.path("finished").asText(),
            made.path("seconds").asDouble(),
            made.path("java").asText(),
            made.path("processor").asText()));
  }

  /**
   * The table over these trials, compared with the study's baseline.
   *
   * @param failures reasons of failed runs by the recipe's hash
   */
  List<Row> rows(List<StudyResult.Trial> trials, Map<String, String> failures) throws IOException {
    List<Row> found = new ArrayList<>();
    for (Line line : rows.lines()) {
      List<StudyResult.Trial> finished = trials.stream().filter(line::has).toList();
      found.add(rows.row(line, finished).without(missing(line, finished, failures)));
    }
    return rows.compared(found, trials);
  }

  private List<Missing> missing(
      Line line, List<StudyResult.Trial> finished, Map<String, String> failures)
      throws IOException {
    List<Long> there = finished.stream().map(StudyResult.Trial::seed).toList();
    List<Missing> missing = new ArrayList<>();
    for (Trial trial : planned(line.cell())) {
      if (!there.contains(trial.seed())) {
        String id = trial.recipe().id();
        String reason =
            find(id) == null
                ? failures.get(id)
                : "'" + line.metric() + "' is not measured on this task";
        missing.add(new Missing(trial.seed(), id, reason));
      }
    }
    return missing;
  }

  /** The pretrainings that the store has, seed by seed. */
  List<Pretraining> pretrainings() throws IOException {
    List<Pretraining> pretrainings = new ArrayList<>();
    for (Use pretrain : study.pretrainings()) {
      for (long seed : study.seeds()) {
        Result result = find(plan.donor(pretrain, seed).id());
        if (result != null) {
          long steps = result.measurements().getLast().step();
          pretrainings.add(new Pretraining(pretrain.label(), seed, steps));
        }
      }
    }
    return pretrainings;
  }

  /** Everything measured on the way to each finished trial. */
  List<Curve> curves() throws IOException {
    List<Curve> curves = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      Result result = find(trial.recipe().id());
      if (result != null) {
        List<Curve.Point> points = new ArrayList<>();
        for (Measurement m : result.measurements()) {
          points.add(new Curve.Point(m.step(), figures(m)));
        }
        curves.add(
            new Curve(
                trial.cell().source(),
                trial.cell().arm().label(),
                trial.cell().task().label(),
                trial.seed(),
                points));
      }
    }
    return curves;
  }

  /** What was measured, by metric. */
  private Map<String, Double> figures(Measurement measurement) {
    return figures(measurement, study.metrics());
  }

  /** What was measured, by metric, each in its unit. */
  static Map<String, Double> figures(Measurement measurement, List<String> metrics) {
    Map<String, Double> figures = new HashMap<>();
    for (String metric : metrics) {
      Double value = value(measurement, metric);
      if (value != null) {
        figures.put(metric, value);
      }
    }
    return figures;
  }

  /** Null if it was not measured: nothing can be generated if the task asks nothing. */
  private static @Nullable Double value(Measurement last, String metric) {
    Double generated = last.generated();
    return switch (metric) {
      case "accuracy" -> 100 * last.accuracy();
      case "exact" -> 100 * last.exact();
      case "generated" -> generated == null ? null : 100 * generated;
      case "loss" -> last.loss();
      default -> throw new IllegalArgumentException("unknown metric " + metric);
    };
  }
}
