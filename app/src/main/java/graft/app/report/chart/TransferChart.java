package graft.app.report.chart;

import graft.app.report.Figures;
import graft.app.report.chart.Drawing.Anchor;
import graft.statistics.Interval;
import graft.study.StudyResult.Row;
import org.jspecify.annotations.Nullable;

/**
 * A bar per pretraining and arm with interval, seeds and the published figure; a panel per task.
 */
final class TransferChart {
  private static final int WIDTH = 900;
  private static final int MOST_PANELS = 3;
  private static final int ROW = 24;
  private static final int BAR = 13;
  private static final int HEADING = 26;
  private static final int TOP = 84;

  private final Cells cells;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final double gap;
  private final int perLine;
  private final double panelWidth;

  private TransferChart(Cells cells) {
    this.cells = cells;
    double labels =
        cells.arms().stream()
            .mapToDouble(label -> TextWidth.of(label, Drawing.SMALL))
            .max()
            .orElse(0);
    left = Math.clamp(labels + 28, 90, 230);
    double figures =
        cells.rows().stream().mapToDouble(row -> TextWidth.of(figure(row), 11)).max().orElse(0);
    gap = figures + 34;
    int tasks = cells.tasks().size();
    int lines = (tasks + MOST_PANELS - 1) / MOST_PANELS;
    perLine = (tasks + lines - 1) / lines;
    panelWidth = Math.min(460, (WIDTH - left - gap * perLine) / perLine);
  }

  static Chart of(Cells cells, String footer) {
    return new TransferChart(cells).chart(footer);
  }

  private boolean hasHeadings() {
    return cells.pretrainings().size() > 1;
  }

  private double panelHeight() {
    int height = 0;
    for (String pretrain : cells.pretrainings()) {
      height += (hasHeadings() ? HEADING : 0) + ROW * cells.arms(pretrain).size();
    }
    return height;
  }

  private Chart chart(String footer) {
    drawing.title(16, 24, "What is transplanted, and how far it gets");
    legend(left, 48);
    int lines = (cells.tasks().size() + perLine - 1) / perLine;
    double lineHeight = panelHeight() + 68;
    for (int i = 0; i < cells.tasks().size(); i++) {
      double x = left + i % perLine * (panelWidth + gap);
      int line = i / perLine;
      double y = TOP + line * lineHeight;
      panel(cells.tasks().get(i), x, y, i % perLine == 0);
    }
    double bottom = TOP + lines * lineHeight;
    double width = Math.ceil(Math.max(620, left + perLine * (panelWidth + gap)));
    bottom += drawing.footer(bottom, width, footer);
    return new Chart(
        "transfer-" + cells.metric(),
        "Figures by what is transplanted",
        "Bar: mean over seeds. Line: its 95 % bootstrap interval. Dots: single seeds. Diamond: the"
            + " published figure. * differs from the baseline significantly after Holm's correction.",
        (int) width,
        (int) Math.ceil(bottom),
        drawing.elements());
  }

  private void legend(double x, double y) {
    drawing.box(x, y - 6, 22, 9, "rx=\"2\" class=\"f1\" fill-opacity=\"0.75\"");
    drawing.text(x + 28, y + 3, Anchor.START, "quiet", 11, "mean over seeds");
    drawing.line(x + 140, y - 1, x + 162, y - 1, "line", 1.6);
    drawing.text(x + 168, y + 3, Anchor.START, "quiet", 11, "95 % interval");
    seed(x + 262, y - 1);
    drawing.text(x + 272, y + 3, Anchor.START, "quiet", 11, "one seed");
    drawing.diamond(x + 344, y - 1, 5);
    drawing.text(x + 356, y + 3, Anchor.START, "quiet", 11, "published");
  }

  private void panel(String task, double x, double y, boolean labelled) {
    Scale scale = Scale.of(cells.metric(), cells.most(), x, x + panelWidth);
    drawing.text(x, y - 8, Anchor.START, "ink", 13, TextWidth.fitted(task, 13, panelWidth));
    double bottom = y + panelHeight();
    for (double tick : scale.ticks(5)) {
      drawing.text(scale.at(tick), bottom + 16, Anchor.MIDDLE, "quiet", 11, Scale.label(tick));
    }
    drawing.text(
        x + panelWidth / 2, bottom + 34, Anchor.MIDDLE, "quiet", 11, Scale.title(cells.metric()));
    double row = y;
    for (String pretrain : cells.pretrainings()) {
      if (hasHeadings()) {
        if (labelled) {
          heading(pretrain, row);
        }
        row += HEADING;
      }
      grid(scale, row, row + ROW * cells.arms(pretrain).size());
      for (String arm : cells.arms(pretrain)) {
        double middle = row + ROW / 2.0;
        if (labelled) {
          String label = TextWidth.fitted(arm, Drawing.SMALL, left - 26);
          drawing.text(left - 10, middle + 4, Anchor.END, "ink", Drawing.SMALL, label);
        }
        bar(cells.row(pretrain, arm, task), scale, middle);
        row += ROW;
      }
    }
  }

  /** Not through the headings, so that a long one can be read. */
  private void grid(Scale scale, double top, double bottom) {
    for (double tick : scale.ticks(5)) {
      drawing.line(scale.at(tick), top, scale.at(tick), bottom, "grid", 1);
    }
    drawing.line(scale.from(), top, scale.from(), bottom, "axis", 1);
  }

  private void heading(String pretrain, double y) {
    String fitted = TextWidth.fitted(pretrain, Drawing.SMALL, left + panelWidth - 16);
    drawing.text(16, y + 18, Anchor.START, "ink", Drawing.SMALL, fitted);
  }

  private void bar(@Nullable Row row, Scale scale, double y) {
    if (row == null) {
      return;
    }
    if (row.seeds() > 0) {
      int colour = cells.style(row.arm()).colour();
      String fill = "rx=\"2\" class=\"f" + colour + "\" fill-opacity=\"0.75\"";
      drawing.box(scale.from(), y - BAR / 2.0, scale.at(row.mean()) - scale.from(), BAR, fill);
      interval(row.summary().interval(), scale, y);
      row.values().stream().filter(Double::isFinite).forEach(value -> seed(scale.at(value), y));
    }
    if (row.paper() != null) {
      drawing.diamond(scale.at(row.paper()), y, 5);
    }
    drawing.text(scale.to() + 12, y + 4, Anchor.START, "quiet", 11, figure(row));
  }

  private static String figure(Row row) {
    String mark = row.comparison() != null && row.comparison().significant() ? "*" : "";
    String missing =
        row.seeds() == row.planned() ? "" : " (" + row.seeds() + " of " + row.planned() + ")";
    return Figures.of(row.metric(), row.mean(), row.summary().interval()) + mark + missing;
  }

  private void interval(@Nullable Interval interval, Scale scale, double y) {
    if (interval == null) {
      return;
    }
    double low = scale.at(interval.low());
    double high = scale.at(interval.high());
    drawing.line(low, y, high, y, "line", 1.6);
    drawing.line(low, y - 4, low, y + 4, "line", 1.6);
    drawing.line(high, y - 4, high, y + 4, "line", 1.6);
  }

  private void seed(double x, double y) {
    drawing.dot(x, y, 2.6, "class=\"ink halo\" stroke-width=\"1\"");
  }
}
