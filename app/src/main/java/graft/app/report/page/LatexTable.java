package graft.app.report.page;

import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.study.StudyResult;
import java.util.List;
import java.util.stream.Collectors;

/** A study's table in LaTeX, for the package booktabs. */
final class LatexTable {
  private LatexTable() {}

  static String of(StudyResult result) {
    List<List<String>> lines = ResultTable.lines(result);
    String columns =
        ResultTable.right(result).stream().map(r -> r ? "r" : "l").collect(Collectors.joining());
    String body = lines.stream().skip(1).map(LatexTable::line).collect(Collectors.joining());
    String notes =
        ResultNotes.sentences(result).stream()
            .map(LatexTable::escaped)
            .collect(Collectors.joining(" "));
    return """
        %% \\usepackage{booktabs}
        \\begin{table}
        \\centering
        \\begin{tabular}{%s}
        \\toprule
        %s\\midrule
        %s\\bottomrule
        \\end{tabular}
        \\caption{%s. %s}
        \\label{tab:%s}
        \\end{table}
        """
        .formatted(
            columns, line(lines.getFirst()), body, escaped(result.study()), notes, result.study());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> escaped(cell.strip()))
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(letter -> escaped.append(escaped(letter)));
    return escaped.toString();
  }

  private static String escaped(int letter) {
    return switch (letter) {
      case '\\' -> "\\textbackslash{}";
      case '&', '%', '$', '#', '_', '{', '}' -> "\\" + Character.toString(letter);
      case '~' -> "\\textasciitilde{}";
      case '^' -> "\\textasciicircum{}";
      case '<', '>', '*' -> "$" + Character.toString(letter) + "$";
      case '\u2212' -> "$-$";
      case '\u2014' -> "---";
      default -> Character.toString(letter);
    };
  }
}
