package graft.app.report;

import graft.study.StudyResult;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;

/** A study's result as aligned text. */
public final class ResultTable {
  private static final List<String> HEAD =
      List.of("pretrain", "arm", "task", "metric", "mean", "sd", "seeds", "paper");
  private static final List<Boolean> RIGHT =
      List.of(false, false, false, false, true, true, true, true);

  private ResultTable() {}

  /** The table, each line ended by a line feed. */
  public static String of(StudyResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    for (Row row : result.rows()) {
      lines.add(cells(row));
    }
    return TextTable.layOut(lines, RIGHT);
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.pretrain(),
        row.arm(),
        row.task(),
        row.metric(),
        Figures.of(row.metric(), row.mean()),
        Figures.of(row.metric(), row.sd()),
        Integer.toString(row.seeds()),
        Figures.of(row.metric(), row.paper()));
  }
}
