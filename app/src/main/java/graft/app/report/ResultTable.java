package graft.app.report;

import graft.statistics.Interval;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A study's result as cells of text, which the terminal, Markdown, LaTeX and HTML lay out each in
 * its way.
 */
public final class ResultTable {
  /** Marks a difference that is significant after the correction. */
  public static final String MARK = "*";

  private static final List<String> HEAD =
      List.of(
          "pretrain",
          "arm",
          "task",
          "metric",
          "mean",
          "sd",
          "95 % interval",
          "diff ",
          "seeds",
          "paper");
  private static final int DIFFERENCE = HEAD.indexOf("diff ");
  private static final int WORDS = HEAD.indexOf("mean");

  private ResultTable() {}

  /** The table and the notes below it, each line ended by a line feed. */
  public static String of(StudyResult result) {
    return TextTable.layOut(lines(result), right(result))
        + ContrastTable.of(result)
        + ResultNotes.of(result);
  }

  /** The head, and a line per row. Without a baseline there is no column of differences. */
  public static List<List<String>> lines(StudyResult result) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    result.rows().forEach(row -> lines.add(cells(row)));
    return lines.stream().map(line -> shown(line, result)).toList();
  }

  /** For each column, whether it is aligned to the right. */
  public static List<Boolean> right(StudyResult result) {
    List<Boolean> right =
        IntStream.range(0, HEAD.size())
            .mapToObj(column -> column >= WORDS && !HEAD.get(column).equals("95 % interval"))
            .toList();
    return shown(right, result);
  }

  private static <T> List<T> shown(List<T> line, StudyResult result) {
    if (result.rows().stream().anyMatch(row -> row.comparison() != null)) {
      return line;
    }
    List<T> fewer = new ArrayList<>(line);
    fewer.remove(DIFFERENCE);
    return fewer;
  }

  private static List<String> cells(Row row) {
    String metric = row.metric();
    Interval interval = row.summary().interval();
    return List.of(
        row.pretrain(),
        row.arm(),
        row.task(),
        metric,
        Figures.of(metric, row.mean(), interval),
        Figures.of(metric, row.sd(), interval),
        Figures.interval(metric, interval),
        difference(metric, row.comparison()),
        seeds(row),
        Figures.of(metric, row.paper()));
  }

  /** The figures stand below each other whether they are marked or not. */
  private static String difference(String metric, @Nullable Comparison comparison) {
    if (comparison == null) {
      return Figures.NONE + " ";
    }
    String figure =
        Figures.signed(metric, comparison.paired().difference(), comparison.paired().interval());
    return figure + (comparison.significant() ? MARK : " ");
  }

  private static String seeds(Row row) {
    return row.seeds() == row.planned()
        ? Integer.toString(row.seeds())
        : row.seeds() + " of " + row.planned();
  }
}
