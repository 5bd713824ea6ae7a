package graft.study;

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

  List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Use pretrain : study.pretrainings()) {
      for (Arm arm : study.arms()) {
        for (Use task : study.tasks()) {
          for (String metric : study.metrics()) {
            rows.add(row(pretrain, arm, task, metric));
          }
        }
      }
    }
    return rows;
  }

  private Row row(Use pretrain, Arm arm, Use task, String metric) throws IOException {
    List<Double> values = new ArrayList<>();
    for (Trial trial : plan.trials()) {
      if (trial.pretrain().equals(pretrain)
          && trial.arm().equals(arm)
          && trial.task().equals(task)) {
        Result result = store.find(trial.recipe().id());
        if (result != null) {
          values.add(value(result.measurements().getLast(), metric));
        }
      }
    }
    return Row.of(
        pretrain.label(),
        arm.label(),
        task.label(),
        metric,
        values,
        published(pretrain, arm, task, metric));
  }

  private static double value(Measurement last, String metric) {
    return switch (metric) {
      case "accuracy" -> 100 * last.accuracy();
      case "exact" -> 100 * last.exact();
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
