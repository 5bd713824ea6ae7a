package graft.app.report.page;

import graft.app.report.ContrastTable;
import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.study.StudyResult;
import java.util.List;
import java.util.stream.Collectors;

/** A study's tables in Markdown, as GitHub shows it. */
public final class MarkdownTable {
  private MarkdownTable() {}

  static String of(StudyResult result) {
    return table(ResultTable.lines(result), ResultTable.right(result)) + rest(result);
  }

  /** What follows the table of rows: that of contrasts, and the notes. */
  public static String rest(StudyResult result) {
    StringBuilder text = new StringBuilder();
    if (!result.contrasts().isEmpty()) {
      text.append('\n').append(table(ContrastTable.lines(result), ContrastTable.RIGHT));
    }
    text.append('\n');
    ResultNotes.sentences(result)
        .forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
  }

  /**
   * A table, each line ended by a line feed.
   *
   * @param lines the head first
   * @param right for each column, whether it is aligned to the right
   */
  public static String table(List<List<String>> lines, List<Boolean> right) {
    String rule =
        right.stream()
            .map(r -> r ? "---:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |\n"));
    return line(lines.getFirst())
        + rule
        + lines.stream().skip(1).map(MarkdownTable::line).collect(Collectors.joining());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> escaped(cell.strip()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** So that labels stay text: a bar would end the cell, a star would slant it. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("<", "&lt;");
  }
}
