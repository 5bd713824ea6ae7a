package graft.app.report;

import java.util.List;

/** Aligned text: words to the left, numbers to the right, two blanks between columns. */
public final class TextTable {
  private final List<List<String>> rows;
  private final List<Boolean> right;

  private TextTable(List<List<String>> rows, List<Boolean> right) {
    this.rows = rows;
    this.right = right;
  }

  /**
   * Lays out rows of equal length, each ended by a line feed.
   *
   * @param right for each column, whether it is aligned to the right
   */
  public static String layOut(List<List<String>> rows, List<Boolean> right) {
    TextTable table = new TextTable(rows, right);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(table.line(row)).append('\n');
    }
    return text.toString();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String blanks = " ".repeat(width(column) - width(cell));
      line.append(column == 0 ? "" : "  ");
      line.append(right.get(column) ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
