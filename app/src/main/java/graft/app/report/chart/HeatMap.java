package graft.app.report.chart;

import graft.app.report.chart.Drawing.Anchor;
import java.util.List;

/** Pretrainings x tasks, a panel per arm; each cell has its mean as colour and figure. */
final class HeatMap {
  private static final int WIDTH = 900;
  private static final int CELL_HEIGHT = 44;
  private static final int GAP = 28;
  private static final int TOP = 44;
  private static final int TITLE_LINE = 16;
  private static final int HEAD_LINE = 14;
  private static final int MOST_LINES = 3;

  private final Cells cells;
  private final ColourCells look;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final int perLine;
  private final int titleLines;
  private final int headLines;

  private HeatMap(Cells cells) {
    this.cells = cells;
    left = 20 + Math.clamp(widest(cells.pretrainings()), 40, 230);
    double cellWidth = Math.clamp(widest(cells.tasks()) + 12, 84, 130);
    Scale scale = Scale.of(cells.metric(), cells.most(), 0, 1);
    look = new ColourCells(cells.metric(), scale, cellWidth, CELL_HEIGHT);
    perLine = (int) Math.clamp((WIDTH - left) / (panelWidth() + GAP), 1, cells.arms().size());
    titleLines = cells.arms().stream().mapToInt(arm -> title(arm).size()).max().orElse(1);
    headLines = cells.tasks().stream().mapToInt(task -> head(task).size()).max().orElse(1);
  }

  private static double widest(List<String> labels) {
    return labels.stream().mapToDouble(label -> TextWidth.of(label, Drawing.SMALL)).max().orElse(0);
  }

  static Chart of(Cells cells, String footer) {
    return new HeatMap(cells).chart(footer);
  }

  private double panelWidth() {
    return look.width() * cells.tasks().size();
  }

  private List<String> title(String arm) {
    return TextWidth.wrapped(arm, 13, panelWidth() + 16, MOST_LINES);
  }

  private List<String> head(String task) {
    return TextWidth.wrapped(task, Drawing.SMALL, look.width() - 4, MOST_LINES);
  }

  private double heads() {
    return TITLE_LINE * titleLines + HEAD_LINE * headLines + 14;
  }

  private double panelHeight() {
    return heads() + CELL_HEIGHT * cells.pretrainings().size() + GAP;
  }

  private Chart chart(String footer) {
    int lines = (cells.arms().size() + perLine - 1) / perLine;
    double bottom = TOP + lines * panelHeight();
    double panels = perLine * (panelWidth() + GAP);
    double width = Math.ceil(Math.max(560, left + Math.max(panels, look.bar().width() + 16)));
    drawing.title(16, 24, "After fine-tuning: " + Scale.title(cells.metric()));
    for (int i = 0; i < cells.arms().size(); i++) {
      double x = left + i % perLine * (panelWidth() + GAP);
      int line = i / perLine;
      double y = TOP + line * panelHeight();
      panel(cells.arms().get(i), x, y, i % perLine == 0);
    }
    look.bar().draw(drawing, left, bottom);
    double foot = bottom + 62;
    foot += drawing.footer(foot, width, footer);
    return new Chart(
        "heat-map-" + cells.metric(),
        "Pretraining x task, by what is transplanted",
        "Mean over seeds; * marks what differs from the baseline significantly after Holm's"
            + " correction; a small line says how many seeds there are where some are missing.",
        (int) width,
        (int) Math.ceil(foot),
        drawing.elements());
  }

  private void panel(String arm, double x, double y, boolean labelled) {
    List<String> title = title(arm);
    double first = y + 14 + TITLE_LINE * (titleLines - title.size());
    drawing.lines(x, first, TITLE_LINE, Anchor.START, "ink", 13, title);
    double top = y + heads();
    for (int column = 0; column < cells.tasks().size(); column++) {
      List<String> head = head(cells.tasks().get(column));
      double start = top - 10 - HEAD_LINE * (head.size() - 1);
      double middle = x + (column + 0.5) * look.width();
      drawing.lines(middle, start, HEAD_LINE, Anchor.MIDDLE, "quiet", Drawing.SMALL, head);
    }
    for (int line = 0; line < cells.pretrainings().size(); line++) {
      String pretrain = cells.pretrainings().get(line);
      double row = top + line * CELL_HEIGHT;
      if (labelled) {
        drawing.lineLabel(left - 10, row + CELL_HEIGHT / 2.0, left - 20, pretrain);
      }
      for (int column = 0; column < cells.tasks().size(); column++) {
        String task = cells.tasks().get(column);
        look.draw(drawing, cells.row(pretrain, arm, task), x + column * look.width(), row);
      }
    }
  }
}
