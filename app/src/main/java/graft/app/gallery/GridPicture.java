package graft.app.gallery;

import graft.app.example.Cell;
import graft.procedure.Example;
import graft.procedure.Picture;
import java.util.List;

/** The samples of a procedure whose tokens are cells of a grid, one below the other, in SVG. */
final class GridPicture {
  private static final int SIZE = 8;
  private static final int GAP = 2;

  private final StringBuilder given = new StringBuilder();
  private final StringBuilder counted = new StringBuilder();
  private final StringBuilder ground = new StringBuilder();
  private int width;
  private int height;

  private GridPicture() {}

  /** Where the picture of {@code exhibit} is, in the folder of the documentation. */
  static String file(Exhibit exhibit) {
    return "procedures/" + exhibit.name() + ".svg";
  }

  static String svg(Exhibit exhibit, Picture.Grid grid) {
    GridPicture picture = new GridPicture();
    exhibit.samples().forEach(sample -> picture.add(sample, grid));
    return picture.svg(exhibit.name());
  }

  /** The blocks of a sample stand side by side. */
  private void add(Example sample, Picture.Grid grid) {
    int top = height == 0 ? 0 : height + GAP;
    int left = 0;
    for (List<List<Cell>> block : Cell.blocks(sample, grid)) {
      left += left == 0 ? 0 : GAP;
      for (int row = 0; row < block.size(); row++) {
        addRow(block.get(row), left, top + row);
      }
      rectangle(ground, left, top, block.getFirst().size(), block.size());
      left += block.getFirst().size();
      height = Math.max(height, top + block.size());
    }
    width = Math.max(width, left);
  }

  /** Neighbours that are alike make one rectangle. */
  private void addRow(List<Cell> row, int left, int top) {
    for (int from = 0, to = 1; from < row.size(); from = to++) {
      while (to < row.size() && row.get(to) == row.get(from)) {
        to++;
      }
      if (row.get(from) == Cell.COUNTED_ALIVE) {
        rectangle(counted, left + from, top, to - from, 1);
      } else if (row.get(from) == Cell.GIVEN_ALIVE) {
        rectangle(given, left + from, top, to - from, 1);
      }
    }
  }

  private static void rectangle(StringBuilder path, int left, int top, int width, int height) {
    path.append('M').append(left).append(' ').append(top);
    path.append('h').append(width).append('v').append(height).append('h').append(-width);
    path.append('z');
  }

  private String svg(String name) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" shape-rendering="crispEdges">
        <title>Samples of %s</title>
        <path fill="#e4e7eb" d="%s"/>
        <path fill="#7b8794" d="%s"/>
        <path fill="#0072b2" d="%s"/>
        </svg>
        """
        .formatted(SIZE * width, SIZE * height, width, height, name, ground, given, counted);
  }
}
