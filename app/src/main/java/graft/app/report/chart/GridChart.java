package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import java.util.List;

/** Panels of cells, each with its figure as colour and text, from 0 to a largest figure. */
final class GridChart {
  private static final int WIDTH = 900;
  private static final int GAP = 30;
  private static final int TOP = 44;
  private static final int HEADS = 44;
  private static final int MOST_LABEL = 300;

  private final List<Panel> panels;
  private final Look look;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final double panelWidth;
  private final int perLine;

  /**
   * One cell.
   *
   * @param share of the largest figure, in [0, 1]; NaN for an empty cell
   * @param text the figure
   * @param small below it, for example its interval; may be empty
   */
  record Cell(double share, String text, String small) {}

  /**
   * One panel.
   *
   * @param cells by row and column
   */
  record Panel(String title, List<String> rows, List<String> columns, List<List<Cell>> cells) {}

  /**
   * What all panels have in common.
   *
   * @param heading above the figure
   * @param labelled whether every panel has its own row labels, or the first of a line for all
   * @param cellWidth in pixels
   * @param cellHeight in pixels
   * @param most the figure of share 1
   * @param unit title of the colour bar
   */
  record Look(
      String name,
      String heading,
      String caption,
      boolean labelled,
      int cellWidth,
      int cellHeight,
      double most,
      String unit) {}

  private GridChart(List<Panel> panels, Look look) {
    this.panels = panels;
    this.look = look;
    double labels =
        panels.stream()
            .flatMap(panel -> panel.rows().stream())
            .mapToDouble(label -> TextWidth.of(label, Drawing.SMALL))
            .max()
            .orElse(0);
    left = Math.min(MOST_LABEL, labels) + 20;
    int columns = panels.stream().mapToInt(panel -> panel.columns().size()).max().orElse(1);
    panelWidth = look.cellWidth() * columns;
    double room = look.labelled() ? WIDTH : WIDTH - left;
    perLine = (int) Math.clamp(room / stride(), 1, panels.size());
  }

  /** The figure of at least one panel. */
  static Chart of(List<Panel> panels, Look look, String footer) {
    return new GridChart(panels, look).chart(footer);
  }

  /** From one panel's cells to the next one's. */
  private double stride() {
    double titles =
        panels.stream().mapToDouble(panel -> TextWidth.of(panel.title(), 13)).max().orElse(0);
    return look.labelled()
        ? Math.max(left + panelWidth, Math.min(titles, WIDTH / 2.0 - GAP)) + GAP
        : panelWidth + GAP;
  }

  private Chart chart(String footer) {
    drawing.title(16, 24, look.heading());
    double y = TOP;
    for (int from = 0; from < panels.size(); from += perLine) {
      List<Panel> line = panels.subList(from, Math.min(panels.size(), from + perLine));
      for (int i = 0; i < line.size(); i++) {
        panel(line.get(i), left + i * stride(), y, look.labelled() || i == 0);
      }
      int rows = line.stream().mapToInt(panel -> panel.rows().size()).max().orElse(0);
      y += HEADS + rows * look.cellHeight() + GAP;
    }
    new ColourBar(0, look.most(), look.unit()).draw(drawing, left, y);
    double width = Math.max(560, left + perLine * stride());
    double foot = y + 58;
    foot += drawing.footer(foot, width, footer);
    return new Chart(
        look.name(),
        look.heading(),
        look.caption(),
        (int) Math.ceil(width),
        (int) foot,
        drawing.elements());
  }

  private void panel(Panel panel, double x, double y, boolean labelled) {
    double title = stride() - 10;
    double begin = look.labelled() ? x - left + 16 : x;
    drawing.text(
        begin, y + 12, Anchor.START, "ink", 13, TextWidth.fitted(panel.title(), 13, title));
    for (int column = 0; column < panel.columns().size(); column++) {
      String label = TextWidth.fitted(panel.columns().get(column), 11, look.cellWidth() + 4);
      double middle = x + (column + 0.5) * look.cellWidth();
      drawing.text(middle, y + HEADS - 8, Anchor.MIDDLE, "quiet", 11, label);
    }
    for (int row = 0; row < panel.rows().size(); row++) {
      double top = y + HEADS + row * look.cellHeight();
      if (labelled) {
        String label = TextWidth.fitted(panel.rows().get(row), Drawing.SMALL, left - 20);
        double middle = top + look.cellHeight() / 2.0 + 4;
        drawing.text(x - 10, middle, Anchor.END, "quiet", Drawing.SMALL, label);
      }
      List<Cell> cells = panel.cells().get(row);
      for (int column = 0; column < cells.size(); column++) {
        cell(cells.get(column), x + column * look.cellWidth(), top);
      }
    }
  }

  private void cell(Cell cell, double x, double y) {
    boolean empty = Double.isNaN(cell.share());
    String fill = empty ? "class=\"empty\"" : "fill=\"" + Palette.viridis(cell.share()) + "\"";
    drawing.box(x + 1, y + 1, look.cellWidth() - 2, look.cellHeight() - 2, "rx=\"3\" " + fill);
    double middle = x + look.cellWidth() / 2.0;
    double base = y + look.cellHeight() / 2.0 + 4;
    if (empty) {
      drawing.text(middle, base, Anchor.MIDDLE, "quiet", 12, cell.text());
      return;
    }
    String colour = Palette.onViridis(Math.clamp(cell.share(), 0, 1));
    drawing.label(middle, cell.small().isEmpty() ? base : base - 5, 12, colour, cell.text());
    if (!cell.small().isEmpty()) {
      drawing.label(middle, base + 8, 10, colour, cell.small());
    }
  }
}
