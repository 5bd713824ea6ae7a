package graft.app.report.chart;

import graft.app.report.Figures;
import graft.app.report.chart.Drawing.Anchor;
import graft.study.CompositionMatrix;
import graft.study.CompositionMatrix.Place;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose attention (rows) x whose MLP (columns), a panel per matrix and task; fresh weights, which
 * leave a part alone, stand last and apart.
 */
final class CompositionChart {
  private static final int WIDTH = 900;
  private static final int CELL_HEIGHT = 48;
  private static final int PUBLISHED_HEIGHT = 62;
  private static final int FRESH_GAP = 8;
  private static final int GAP = 34;
  private static final int MARGIN = 44;
  private static final int TOP = 44;
  private static final int HEAD_LINE = 14;
  private static final int MOST_LINES = 3;
  private static final String FRESH = "fresh";

  private final Cells cells;
  private final List<Panel> panels;
  private final ColourCells look;
  private final Drawing drawing = new Drawing();
  private final double left;
  private final int perLine;

  /** One matrix for one task. */
  private record Panel(CompositionMatrix matrix, String task) {
    /** Rows, from top to bottom; null for fresh weights. */
    List<@Nullable String> rows() {
      return with(matrix.attention(), matrix.hasMlpAlone());
    }

    /** Columns, from left to right; null for fresh weights. */
    List<@Nullable String> columns() {
      return with(matrix.mlp(), matrix.hasAttentionAlone());
    }

    private static List<@Nullable String> with(List<String> labels, boolean fresh) {
      List<@Nullable String> all = new ArrayList<>(labels);
      if (fresh) {
        all.add(null);
      }
      return all;
    }

    String title() {
      return task + (matrix.along().isEmpty() ? "" : ": " + matrix.along());
    }
  }

  private CompositionChart(Cells cells, List<Panel> panels) {
    this.cells = cells;
    this.panels = panels;
    double labels = 0;
    double heads = 0;
    boolean published = false;
    for (Panel panel : panels) {
      for (@Nullable String row : panel.rows()) {
        labels = Math.max(labels, TextWidth.of(label(row), Drawing.SMALL));
        for (@Nullable String column : panel.columns()) {
          heads = Math.max(heads, TextWidth.of(label(column), Drawing.SMALL));
          Row found = row(panel, row, column);
          published |= found != null && paper(panel, row, column) != null;
        }
      }
    }
    left = MARGIN + Math.clamp(labels, 40, 180);
    double cellWidth = Math.clamp(heads + 10, 92, 120);
    Scale scale = Scale.of(cells.metric(), cells.most(), 0, 1);
    int height = published ? PUBLISHED_HEIGHT : CELL_HEIGHT;
    look = new ColourCells(cells.metric(), scale, cellWidth, height);
    double widest = panels.stream().mapToDouble(this::width).max().orElse(cellWidth);
    perLine = (int) Math.clamp((WIDTH + GAP) / (left + widest + GAP), 1, panels.size());
  }

  /** The figure, or null if there is nothing to show. */
  static @Nullable Chart of(Cells cells, List<CompositionMatrix> matrices, String footer) {
    List<Panel> panels = new ArrayList<>();
    for (CompositionMatrix matrix : matrices) {
      cells.tasks().stream()
          .map(task -> new Panel(matrix, task))
          .filter(panel -> hasFigure(panel, cells))
          .forEach(panels::add);
    }
    return panels.isEmpty() ? null : new CompositionChart(cells, panels).chart(footer);
  }

  /** Whether any pair of two parts has a result. */
  private static boolean hasFigure(Panel panel, Cells cells) {
    for (String attention : panel.matrix().attention()) {
      for (String mlp : panel.matrix().mlp()) {
        for (Place place : panel.matrix().at(attention, mlp)) {
          Row row = cells.row(place.pretrain(), place.arm(), panel.task());
          if (row != null && row.seeds() > 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String label(@Nullable String donor) {
    return donor == null ? FRESH : donor;
  }

  /** Of the rows that mean this pair, the one with the most seeds. */
  private @Nullable Row row(Panel panel, @Nullable String attention, @Nullable String mlp) {
    Row best = null;
    for (Place place : panel.matrix().at(attention, mlp)) {
      Row row = cells.row(place.pretrain(), place.arm(), panel.task());
      if (row != null && (best == null || row.seeds() > best.seeds())) {
        best = row;
      }
    }
    return best;
  }

  private @Nullable Double paper(Panel panel, @Nullable String attention, @Nullable String mlp) {
    for (Place place : panel.matrix().at(attention, mlp)) {
      Row row = cells.row(place.pretrain(), place.arm(), panel.task());
      if (row != null && row.paper() != null) {
        return row.paper();
      }
    }
    return null;
  }

  private double width(Panel panel) {
    return place(panel.columns(), panel.columns().size(), look.width()) + FRESH_GAP;
  }

  /** Where a row or column begins; the fresh one stands apart. */
  private static double place(List<@Nullable String> labels, int index, double size) {
    boolean apart = index > 0 && index < labels.size() && labels.get(index) == null;
    return index * size + (apart ? FRESH_GAP : 0);
  }

  private int headLines(Panel panel) {
    return panel.columns().stream().mapToInt(column -> head(column).size()).max().orElse(1);
  }

  private List<String> head(@Nullable String column) {
    return TextWidth.wrapped(label(column), Drawing.SMALL, look.width() - 4, MOST_LINES);
  }

  private double heads(Panel panel) {
    return 46 + HEAD_LINE * headLines(panel);
  }

  private double height(Panel panel) {
    return heads(panel) + look.height() * panel.rows().size() + FRESH_GAP + 22;
  }

  private Chart chart(String footer) {
    drawing.title(16, 24, "Attention of one model with the MLP of another");
    double y = TOP;
    double right = Math.max(560, left + look.bar().width() + 16);
    for (int first = 0; first < panels.size(); first += perLine) {
      List<Panel> line = panels.subList(first, Math.min(panels.size(), first + perLine));
      double x = 0;
      double height = 0;
      for (Panel panel : line) {
        panel(panel, x + left, y);
        x += left + width(panel) + GAP;
        height = Math.max(height, height(panel));
      }
      right = Math.max(right, x - GAP + 20);
      y += height;
    }
    look.bar().draw(drawing, left, y + 6);
    double foot = y + 64;
    double width = Math.ceil(right);
    foot += drawing.footer(foot, width, footer);
    return new Chart(
        "composition-" + cells.metric(),
        "Attention of one model with the MLP of another",
        "Rows: the pretraining that attention comes from. Columns: the one that the MLP comes from."
            + " Fresh: that part is random. Mean over seeds and sample standard deviation (sd); *"
            + " marks what differs from the baseline significantly after Holm's correction. "
            + Figures.NONE
            + ": the study does not ask for this pair.",
        (int) width,
        (int) Math.ceil(foot),
        drawing.elements());
  }

  private void panel(Panel panel, double x, double y) {
    List<@Nullable String> rows = panel.rows();
    List<@Nullable String> columns = panel.columns();
    double top = y + heads(panel);
    double title = width(panel) + left - 26;
    drawing.text(
        x - left + 16, y + 16, Anchor.START, "ink", 13, TextWidth.fitted(panel.title(), 13, title));
    double middle = x + place(columns, columns.size(), look.width()) / 2;
    drawing.text(middle, y + 35, Anchor.MIDDLE, "quiet", 11, "MLP of");
    drawing.upwards(x - left + 26, top + look.height() * rows.size() / 2, "attention of");
    for (int column = 0; column < columns.size(); column++) {
      List<String> head = head(columns.get(column));
      double start = top - 8 - HEAD_LINE * (head.size() - 1);
      double at = x + place(columns, column, look.width()) + look.width() / 2;
      drawing.lines(at, start, HEAD_LINE, Anchor.MIDDLE, "ink", Drawing.SMALL, head);
    }
    for (int line = 0; line < rows.size(); line++) {
      double at = top + place(rows, line, look.height());
      drawing.lineLabel(x - 8, at + look.height() / 2, left - MARGIN, label(rows.get(line)));
      for (int column = 0; column < columns.size(); column++) {
        double from = x + place(columns, column, look.width());
        cell(panel, rows.get(line), columns.get(column), from, at);
      }
    }
  }

  private void cell(
      Panel panel, @Nullable String attention, @Nullable String mlp, double x, double y) {
    Row row = row(panel, attention, mlp);
    List<String> below = new ArrayList<>();
    if (row != null && row.seeds() < row.planned()) {
      below.add(ColourCells.seeds(row));
    } else if (row != null && row.sd() != null) {
      below.add("sd " + Figures.of(row.metric(), row.sd()));
    }
    Double paper = paper(panel, attention, mlp);
    if (paper != null) {
      below.add("published " + Figures.of(cells.metric(), paper));
    }
    look.draw(drawing, row, x, y, below);
  }
}
