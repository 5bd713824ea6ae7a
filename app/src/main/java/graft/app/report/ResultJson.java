package graft.app.report;

import graft.study.StudyResult;
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
    return Json.text(
        Json.object(
            "study", result.study(), "rows", result.rows().stream().map(ResultJson::row).toList()));
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
    return object;
  }
}
