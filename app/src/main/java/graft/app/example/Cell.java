package graft.app.example;

import graft.procedure.Example;
import graft.procedure.Picture;
import java.util.ArrayList;
import java.util.List;

/** What is at a place of a grid. */
public enum Cell {
  /** Nothing: beside or between the cells. */
  NONE(' ', 0),
  /** A dead cell that is given. */
  GIVEN_DEAD('░', 239),
  /** A living cell that is given. */
  GIVEN_ALIVE('▓', 252),
  /** A dead cell that must be predicted. */
  COUNTED_DEAD('·', 235),
  /** A living cell that must be predicted. */
  COUNTED_ALIVE('█', 40);

  private final char symbol;
  private final int hue;

  Cell(char symbol, int hue) {
    this.symbol = symbol;
    this.hue = hue;
  }

  /** Without colours. */
  char symbol() {
    return symbol;
  }

  /** Its colour, of a terminal's 256. */
  int hue() {
    return hue;
  }

  private static Cell of(int token, boolean counts) {
    if (counts) {
      return token == 1 ? COUNTED_ALIVE : COUNTED_DEAD;
    }
    return token == 1 ? GIVEN_ALIVE : GIVEN_DEAD;
  }

  /**
   * The cells of {@code example}: blocks of at most {@code grid.height()} rows of at most {@code
   * grid.width()} cells.
   */
  public static List<List<List<Cell>>> blocks(Example example, Picture.Grid grid) {
    boolean[] counts = Targets.of(example);
    List<Cell> cells = new ArrayList<>();
    for (int t = 0; t < counts.length; t++) {
      if (example.token(t) <= 1) {
        cells.add(of(example.token(t), counts[t]));
      }
    }
    return pieces(pieces(cells, grid.width()), grid.height());
  }

  /** {@code list} in pieces of {@code size}, of which the last may be shorter. */
  static <T> List<List<T>> pieces(List<T> list, int size) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      pieces.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return pieces;
  }
}
