package graft.app.report.chart;

import graft.app.report.Figures;
import graft.app.report.chart.Drawing.Anchor;
import graft.study.StudyResult.Row;
import org.jspecify.annotations.Nullable;

/** Pretrainings x tasks, a panel per arm; each cell has its mean as colour and figure. */
final class HeatMap {
  private static final int WIDTH = 900;
  private static final int CELL_HEIGHT = 44;
  private static final int GAP = 28;
  private static final int TOP = 44;
  private static final int FOOT = 78;
  private static final int HEADS = 46;

  private final Cells cells;
  private final Scale scale;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final double cellWidth;
  private final int perLine;

  private HeatMap(Cells cells) {
    this.cells = cells;
    this.scale = Scale.of(cells.metric(), cells.most(), 0, 1);
    double labels =
        cells.pretrainings().stream()
            .mapToDouble(label -> Drawing.width(label, Drawing.SMALL))
            .max()
            .orElse(0);
    left = Math.min(220, labels) + 20;
    double heads =
        cells.tasks().stream()
            .mapToDouble(label -> Drawing.width(label, Drawing.SMALL))
            .max()
            .orElse(0);
    cellWidth = Math.clamp(heads + 12, 72, 130);
    perLine = (int) Math.clamp((WIDTH - left) / (panelWidth() + GAP), 1, cells.arms().size());
  }

  static Chart of(Cells cells, String footer) {
    return new HeatMap(cells).chart(footer);
  }

  private double panelWidth() {
    return cellWidth * cells.tasks().size();
  }

  private double panelHeight() {
    return HEADS + CELL_HEIGHT * cells.pretrainings().size() + GAP;
  }

  private Chart chart(String footer) {
    int lines = (cells.arms().size() + perLine - 1) / perLine;
    double bottom = TOP + lines * panelHeight();
    double width = Math.max(560, left + perLine * (panelWidth() + GAP));
    drawing.title(16, 24, "After fine-tuning: " + Scale.title(cells.metric()));
    for (int i = 0; i < cells.arms().size(); i++) {
      double x = left + i % perLine * (panelWidth() + GAP);
      int line = i / perLine;
      double y = TOP + line * panelHeight();
      panel(cells.arms().get(i), x, y, i % perLine == 0);
    }
    colourBar(left, bottom);
    drawing.text(16, bottom + 62, Anchor.START, "quiet", 10, footer);
    return new Chart(
        "heat-map-" + cells.metric(),
        "Pretraining x task, by what is transplanted",
        "Mean over seeds; * marks what differs from the baseline significantly after Holm's"
            + " correction; a small line says how many seeds there are where some are missing.",
        (int) Math.ceil(width),
        (int) bottom + FOOT,
        drawing.elements());
  }

  private void panel(String arm, double x, double y, boolean labelled) {
    drawing.text(x, y + 14, Anchor.START, "ink", 13, Drawing.fitted(arm, 13, panelWidth() + 20));
    for (int column = 0; column < cells.tasks().size(); column++) {
      drawing.text(
          x + (column + 0.5) * cellWidth,
          y + HEADS - 10,
          Anchor.MIDDLE,
          "quiet",
          Drawing.SMALL,
          Drawing.fitted(cells.tasks().get(column), Drawing.SMALL, cellWidth));
    }
    for (int line = 0; line < cells.pretrainings().size(); line++) {
      String pretrain = cells.pretrainings().get(line);
      double top = y + HEADS + line * CELL_HEIGHT;
      if (labelled) {
        drawing.text(
            left - 10,
            top + CELL_HEIGHT / 2.0 + 4,
            Anchor.END,
            "quiet",
            Drawing.SMALL,
            Drawing.fitted(pretrain, Drawing.SMALL, left - 20));
      }
      for (int column = 0; column < cells.tasks().size(); column++) {
        cell(cells.row(pretrain, arm, cells.tasks().get(column)), x + column * cellWidth, top);
      }
    }
  }

  private void cell(@Nullable Row row, double x, double y) {
    double middle = x + cellWidth / 2;
    if (row == null || row.seeds() == 0) {
      drawing.box(x + 1, y + 1, cellWidth - 2, CELL_HEIGHT - 2, "rx=\"3\" class=\"empty\"");
      drawing.text(middle, y + CELL_HEIGHT / 2.0 + 4, Anchor.MIDDLE, "quiet", 12, missing(row));
      return;
    }
    double share = scale.share(row.mean());
    String fill = "rx=\"3\" fill=\"" + Palette.viridis(share) + "\"";
    drawing.box(x + 1, y + 1, cellWidth - 2, CELL_HEIGHT - 2, fill);
    boolean complete = row.seeds() == row.planned();
    boolean marked = row.comparison() != null && row.comparison().significant();
    String figure = Figures.of(row.metric(), row.mean(), row.summary().interval());
    label(
        middle,
        y + CELL_HEIGHT / 2.0 + (complete ? 5 : -1),
        14,
        share,
        figure + (marked ? "*" : ""));
    if (!complete) {
      label(middle, y + CELL_HEIGHT / 2.0 + 14, 10, share, missing(row) + " seeds");
    }
  }

  private static String missing(@Nullable Row row) {
    return row == null ? Figures.NONE : row.seeds() + " of " + row.planned();
  }

  /** Black or white by the cell's own colour, which is the same on light and dark paper. */
  private void label(double x, double y, int size, double share, String text) {
    drawing.label(x, y, size, Palette.onViridis(share), text);
  }

  private void colourBar(double x, double y) {
    int steps = 60;
    double width = 240;
    for (int i = 0; i < steps; i++) {
      String fill = "fill=\"" + Palette.viridis((i + 0.5) / steps) + "\"";
      drawing.box(x + i * width / steps, y, width / steps + 0.5, 10, fill);
    }
    Scale ticks = new Scale(scale.low(), scale.high(), x, x + width);
    for (double tick : ticks.ticks(5)) {
      drawing.text(ticks.at(tick), y + 24, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    drawing.text(x + width + 14, y + 10, Anchor.START, "quiet", 11, Scale.title(cells.metric()));
  }
}
