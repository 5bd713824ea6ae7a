package graft.app.report.page;

import graft.app.report.ContrastTable;
import graft.app.report.ResultNotes;
import graft.app.report.ResultTable;
import graft.study.StudyResult;
import java.util.List;
import java.util.stream.Collectors;

/** A study's tables in LaTeX, for the package booktabs. */
final class LatexTable {
  private LatexTable() {}

  static String of(StudyResult result) {
    String notes =
        ResultNotes.sentences(result).stream()
            .map(LatexTable::escaped)
            .collect(Collectors.joining(" "));
    String name = escaped(result.study());
    String text =
        "% \\usepackage{booktabs}\n"
            + table(
                ResultTable.lines(result),
                ResultTable.right(result),
                name + ". " + notes,
                result.study());
    return result.contrasts().isEmpty()
        ? text
        : text
            + table(
                ContrastTable.lines(result),
                ContrastTable.RIGHT,
                name + ": contrasts.",
                result.study() + "-contrasts");
  }

  private static String table(
      List<List<String>> lines, List<Boolean> right, String caption, String label) {
    return """
        \\begin{table}
        \\centering
        \\begin{tabular}{%s}
        \\toprule
        %s\\midrule
        %s\\bottomrule
        \\end{tabular}
        \\caption{%s}
        \\label{tab:%s}
        \\end{table}
        """
        .formatted(
            right.stream().map(r -> r ? "r" : "l").collect(Collectors.joining()),
            line(lines.getFirst()),
            lines.stream().skip(1).map(LatexTable::line).collect(Collectors.joining()),
            caption,
            label);
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
