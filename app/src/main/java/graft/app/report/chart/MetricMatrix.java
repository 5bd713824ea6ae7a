package graft.app.report.chart;

import graft.study.StudyResult.Row;
import java.util.List;

/**
 * The rows of one metric as the figures have them: which pretrainings, arms and tasks there are, in
 * which order and in which colours. For those who show a matrix in another form than a figure.
 */
public final class MetricMatrix {
  private final Cells cells;
  private final Scale scale;

  private MetricMatrix(Cells cells) {
    this.cells = cells;
    this.scale = Scale.of(cells.metric(), cells.most(), 0, 1);
  }

  /** The rows of a metric among all of a study's. */
  public static MetricMatrix of(List<Row> rows, String metric) {
    return new MetricMatrix(Cells.of(rows, metric));
  }

  /** The rows in the study's order. */
  public List<Row> rows() {
    return cells.rows();
  }

  /** Labels of the pretrainings. */
  public List<String> pretrainings() {
    return cells.pretrainings();
  }

  /** Labels of the arms, the baseline's first. */
  public List<String> arms() {
    return cells.arms();
  }

  /** Labels of the tasks. */
  public List<String> tasks() {
    return cells.tasks();
  }

  /** The number of an arm's colour, see {@link Palette#variables}. */
  public int colour(String arm) {
    return cells.style(arm).colour();
  }

  /** Lengths of an arm's dashes and gaps in turn; empty for a whole line. */
  public String dash(String arm) {
    return cells.style(arm).dash();
  }

  /** The colour of a row's mean, as {@code #rrggbb}. */
  public String fill(Row row) {
    return Palette.viridis(scale.share(row.mean()));
  }

  /** What can be read on {@link #fill}. */
  public String ink(Row row) {
    return Palette.onViridis(scale.share(row.mean()));
  }

  /** What the metric is, with its unit. */
  public String title() {
    return Scale.title(cells.metric());
  }

  /** The least value of the scale. */
  public double low() {
    return scale.low();
  }

  /** The greatest value of the scale. */
  public double high() {
    return scale.high();
  }
}
