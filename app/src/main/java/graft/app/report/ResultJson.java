package graft.app.report;

import graft.statistics.Interval;
import graft.statistics.PairedComparison;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.ContrastRow;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study's result for programs. The keys are a contract; new ones may be added. */
public final class ResultJson {
  private ResultJson() {}

  /** One JSON object on one line: the study's name, and a row per line of the table. */
  public static String of(StudyResult result) {
    Map<String, @Nullable Object> object =
        Json.object(
            "study", result.study(), "rows", result.rows().stream().map(ResultJson::row).toList());
    if (!result.contrasts().isEmpty()) {
      object.put("contrasts", result.contrasts().stream().map(ResultJson::contrast).toList());
    }
    if (!result.changes().isEmpty()) {
      object.put("changes", result.changes());
    }
    if (result.analyses().planned() > 0) {
      object.put(
          "analyses",
          Json.object("planned", result.analyses().planned(), "done", result.analyses().there()));
    }
    return Json.text(object);
  }

  private static Map<String, @Nullable Object> row(Row row) {
    List<@Nullable Double> values = new ArrayList<>();
    row.values().forEach(value -> values.add(Json.figure(value)));
    Map<String, @Nullable Object> object =
        Json.object(
            "pretrain", row.pretrain(),
            "arm", row.arm(),
            "task", row.task(),
            "metric", row.metric(),
            "mean", Json.figure(row.mean()),
            "sd", Json.figure(row.sd()),
            "seeds", row.seeds(),
            "values", values);
    if (row.paper() != null) {
      object.put("paper", row.paper());
    }
    object.put("median", Json.figure(row.summary().median()));
    object.putAll(interval(row.summary().interval()));
    object.put("planned", row.planned());
    object.put("missing", row.missing().stream().map(ResultJson::missing).toList());
    if (row.comparison() != null) {
      object.put("comparison", comparison(row.comparison()));
    }
    return object;
  }

  private static Map<String, @Nullable Object> contrast(ContrastRow row) {
    Map<String, @Nullable Object> object =
        Json.object(
            "contrast", row.contrast(),
            "pretrain", row.pretrain().isEmpty() ? null : row.pretrain(),
            "task", row.task(),
            "metric", row.metric());
    object.putAll(paired(row.paired()));
    object.put("pHolm", Json.figure(row.holm()));
    object.put("significant", row.significant());
    return object;
  }

  private static Map<String, @Nullable Object> paired(PairedComparison paired) {
    Map<String, @Nullable Object> object =
        Json.object("pairs", paired.pairs(), "difference", Json.figure(paired.difference()));
    object.putAll(interval(paired.interval()));
    object.put("effect", Json.figure(paired.effect()));
    object.put("p", Json.figure(paired.p()));
    return object;
  }

  private static Map<String, @Nullable Object> interval(@Nullable Interval interval) {
    return Json.object(
        "low", interval == null ? null : interval.low(),
        "high", interval == null ? null : interval.high());
  }

  private static Map<String, @Nullable Object> missing(Missing missing) {
    return Json.object(
        "seed", missing.seed(), "recipe", missing.recipe(), "failure", missing.failure());
  }

  private static Map<String, @Nullable Object> comparison(Comparison comparison) {
    Map<String, @Nullable Object> object =
        Json.object("pretrain", comparison.pretrain(), "arm", comparison.arm());
    object.putAll(paired(comparison.paired()));
    object.put("pHolm", Json.figure(comparison.holm()));
    object.put("comparisons", comparison.comparisons());
    object.put("significant", comparison.significant());
    object.put("seedsNeeded", comparison.seedsNeeded());
    return object;
  }
}
