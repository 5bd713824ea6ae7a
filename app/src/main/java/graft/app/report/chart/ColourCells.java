package graft.app.report.chart;

import graft.app.report.Figures;
import graft.app.report.chart.Drawing.Anchor;
import graft.study.StudyResult.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells of a matrix: their colour is the mean, their text says it.
 *
 * @param metric that the cells show
 * @param scale from the darkest to the lightest colour
 * @param width of a cell in pixels
 * @param height of a cell
 */
record ColourCells(String metric, Scale scale, double width, double height) {
  /** Letters of small lines. */
  private static final int TINY = 10;

  /** The mean, and the seeds where some are missing. */
  void draw(Drawing drawing, @Nullable Row row, double x, double y) {
    draw(
        drawing,
        row,
        x,
        y,
        row != null && row.seeds() < row.planned() ? List.of(seeds(row)) : List.of());
  }

  /** The mean with small lines below it. */
  void draw(Drawing drawing, @Nullable Row row, double x, double y, List<String> below) {
    double middle = x + width / 2;
    if (row == null || row.seeds() == 0) {
      drawing.box(x + 1, y + 1, width - 2, height - 2, "rx=\"3\" class=\"empty\"");
      String text = row == null ? Figures.NONE : count(row);
      drawing.text(middle, y + height / 2 + 4, Anchor.MIDDLE, "ink", 12, text);
      return;
    }
    double share = scale.share(row.mean());
    drawing.box(
        x + 1, y + 1, width - 2, height - 2, "rx=\"3\" fill=\"" + Palette.viridis(share) + "\"");
    double line = y + height / 2 + 5 - 6.5 * below.size();
    label(drawing, middle, line, 14, share, figure(row));
    for (String text : below) {
      line += 13;
      label(drawing, middle, line, TINY, share, TextWidth.fitted(text, TINY, width - 4));
    }
  }

  private static String figure(Row row) {
    boolean marked = row.comparison() != null && row.comparison().significant();
    return Figures.of(row.metric(), row.mean(), row.summary().interval()) + (marked ? "*" : "");
  }

  /** For example {@code 1 of 2 seeds}. */
  static String seeds(Row row) {
    return count(row) + " seeds";
  }

  private static String count(Row row) {
    return row.seeds() + " of " + row.planned();
  }

  /** Black or white by the cell's own colour, which is the same on light and dark paper. */
  private static void label(
      Drawing drawing, double x, double y, int size, double share, String text) {
    drawing.label(x, y, size, Palette.onViridis(share), text);
  }

  /** What the colours mean. */
  ColourBar bar() {
    return new ColourBar(scale.low(), scale.high(), Scale.title(metric));
  }
}
