package graft.app.report.page;

import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.study.StudyResult;
import java.util.List;
import java.util.stream.Collectors;

/** A study's table in Markdown, as GitHub shows it. */
final class MarkdownTable {
  private MarkdownTable() {}

  static String of(StudyResult result) {
    List<List<String>> lines = ResultTable.lines(result);
    StringBuilder text = new StringBuilder();
    text.append(line(lines.getFirst()));
    text.append(
        ResultTable.right(result).stream()
            .map(right -> right ? "---:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    lines.stream().skip(1).forEach(cells -> text.append(line(cells)));
    text.append('\n');
    ResultNotes.sentences(result)
        .forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    return text.toString();
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
