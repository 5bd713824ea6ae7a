package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.Plan.Trial;
import graft.study.Study.Arm;
import graft.study.Study.Published;
import graft.study.Study.Use;
import graft.study.StudyResult.Row;
import graft.training.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a study's table from the store. */
final class Table {
  private final Study study;
  private final Plan plan;
  private final Store store;

  Table(Study study, Plan plan, Store store) {
    this.study = study;
    this.plan = plan;
    this.store = store;
  }

  /** Every figure of every finished trial, row by row. */
  List<StudyResult.Trial> trials() throws IOException {
    List<StudyResult.Trial> trials = new ArrayList<>();
    for (Use pretrain : study.pretrainings()) {
      for (Arm arm : study.arms()) {
        for (Use task : study.tasks()) {
          for (String metric : study.metrics()) {
            for (Trial trial : plan.trials()) {
              if (trial.is(pretrain, arm, task)) {
                add(trial, metric, trials);
              }
            }
          }
        }
      }
    }
    return trials;
  }

  private void add(Trial trial, String metric, List<StudyResult.Trial> trials) throws IOException {
    Result result = store.find(trial.recipe().id());
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
            trial.pretrain().label(),
            trial.arm().label(),
            trial.task().label(),
            metric,
            trial.seed(),
            value,
            published(trial.pretrain(), trial.arm(), trial.task(), metric),
            last.step(),
            result.id(),
            made.path("commit").asText(),
            made.path("engine").asText(),
            made.path("finished").asText(),
            made.path("seconds").asDouble(),
            made.path("java").asText(),
            made.path("processor").asText()));
  }

  /** The table over these trials. */
  List<Row> rows(List<StudyResult.Trial> trials) {
    List<Row> rows = new ArrayList<>();
    for (Use pretrain : study.pretrainings()) {
      for (Arm arm : study.arms()) {
        for (Use task : study.tasks()) {
          for (String metric : study.metrics()) {
            List<Double> values =
                trials.stream()
                    .filter(t -> t.pretrain().equals(pretrain.label()))
                    .filter(t -> t.arm().equals(arm.label()) && t.task().equals(task.label()))
                    .filter(t -> t.metric().equals(metric))
                    .map(StudyResult.Trial::value)
                    .toList();
            Double paper = published(pretrain, arm, task, metric);
            rows.add(Row.of(pretrain.label(), arm.label(), task.label(), metric, values, paper));
          }
        }
      }
    }
    return rows;
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

  private @Nullable Double published(Use pretrain, Arm arm, Use task, String metric) {
    for (Published p : study.published()) {
      if ((p.pretrain() == null || p.pretrain().equals(pretrain.label()))
          && p.arm().equals(arm.label())
          && p.task().equals(task.label())
          && p.metric().equals(metric)) {
        return p.value();
      }
    }
    return null;
  }
}
