package graft.app.report;

import graft.statistics.Interval;
import graft.study.StudyResult;
import graft.study.StudyResult.ContrastRow;
import java.util.ArrayList;
import java.util.List;

/** A study's planned contrasts as cells of text. */
public final class ContrastTable {
  private static final List<String> HEAD =
      List.of(
          "contrast",
          "pretrain",
          "task",
          "metric",
          "diff ",
          "95 % interval",
          "seeds",
          "p",
          "p, Holm");

  /** For each column, whether it is aligned to the right. */
  public static final List<Boolean> RIGHT =
      List.of(false, false, false, false, true, false, true, true, true);

  private ContrastTable() {}

  /** The table, each line ended by a line feed; empty without contrasts. */
  static String of(StudyResult result) {
    return result.contrasts().isEmpty() ? "" : "\n" + TextTable.layOut(lines(result), RIGHT);
  }

  /** The head, and a line per contrast, pretraining, task and metric. */
  public static List<List<String>> lines(StudyResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    result.contrasts().forEach(row -> lines.add(cells(row)));
    return lines;
  }

  private static List<String> cells(ContrastRow row) {
    Interval interval = row.paired().interval();
    String metric = row.metric();
    String difference = Figures.signed(metric, row.paired().difference(), interval);
    return List.of(
        row.contrast(),
        row.pretrain().isEmpty() ? Figures.NONE : row.pretrain(),
        row.task(),
        metric,
        difference + (row.significant() ? ResultTable.MARK : " "),
        Figures.interval(metric, interval),
        Integer.toString(row.paired().pairs()),
        Figures.probability(row.paired().p()),
        Figures.probability(row.holm()));
  }
}
