package graft.app.example;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A grid of cells in characters: in colours a character is two cells, one above the other, so that
 * cells are about square; without, a cell is two characters, or one where room is short.
 */
final class GridText {
  private static final String HALF = "▀";
  private static final String END = "\u001b[0m";

  private final Paper paper;
  private final int charactersPerCell;

  private GridText(Paper paper, int width) {
    this.paper = paper;
    charactersPerCell = paper.colour() || 2L * width > paper.columns() ? 1 : 2;
  }

  /**
   * Blocks side by side as far as there is room; of one that is wider than the paper the right
   * parts follow below the left ones. Empty lines lie between.
   *
   * @param blocks their rows of cells, all blocks of one width
   */
  static List<String> of(List<List<List<Cell>>> blocks, Paper paper) {
    if (blocks.isEmpty()) {
      return List.of("");
    }
    int width = blocks.getFirst().getFirst().size();
    GridText text = new GridText(paper, width);
    int room = Math.max(1, paper.columns() / text.charactersPerCell);
    int abreast = Math.max(1, (room + 1) / (width + 1));
    List<String> lines = new ArrayList<>();
    for (List<List<List<Cell>>> group : Cell.pieces(blocks, abreast)) {
      List<List<Cell>> rows = sideBySide(group, width);
      for (int left = 0; left < rows.getFirst().size(); left += room) {
        lines.addAll(lines.isEmpty() ? List.of() : List.of(""));
        lines.addAll(text.draw(band(rows, left, room)));
      }
    }
    return lines;
  }

  private static List<List<Cell>> sideBySide(List<List<List<Cell>>> blocks, int width) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < blocks.getFirst().size(); row++) {
      List<Cell> cells = new ArrayList<>();
      for (List<List<Cell>> block : blocks) {
        cells.addAll(Collections.nCopies(cells.isEmpty() ? 0 : 1, Cell.NONE));
        List<Cell> known = row < block.size() ? block.get(row) : List.of();
        cells.addAll(known);
        cells.addAll(Collections.nCopies(width - known.size(), Cell.NONE));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static List<List<Cell>> band(List<List<Cell>> rows, int left, int room) {
    return rows.stream().map(row -> row.subList(left, Math.min(row.size(), left + room))).toList();
  }

  private List<String> draw(List<List<Cell>> rows) {
    if (!paper.colour()) {
      return rows.stream().map(this::plain).toList();
    }
    List<String> lines = new ArrayList<>();
    for (List<List<Cell>> two : Cell.pieces(rows, 2)) {
      lines.add(halves(two.getFirst(), two.size() == 2 ? two.get(1) : List.of()));
    }
    return lines;
  }

  private String plain(List<Cell> row) {
    StringBuilder line = new StringBuilder();
    row.forEach(cell -> line.repeat(cell.symbol(), charactersPerCell));
    return line.toString().stripTrailing();
  }

  /** The upper half of a character has its colour, the lower half that of its background. */
  private static String halves(List<Cell> upper, List<Cell> lower) {
    StringBuilder line = new StringBuilder();
    String last = "";
    for (int i = 0; i < upper.size(); i++) {
      String codes = codes(upper.get(i), i < lower.size() ? lower.get(i) : Cell.NONE);
      line.append(Objects.equals(codes, last) ? "" : codes);
      line.append(upper.get(i) == Cell.NONE ? " " : HALF);
      last = codes;
    }
    return line + END;
  }

  private static String codes(Cell upper, Cell lower) {
    String ground = lower == Cell.NONE ? "49" : "48;5;" + lower.hue();
    return upper == Cell.NONE ? END : "\u001b[38;5;" + upper.hue() + ";" + ground + "m";
  }
}
