package graft.app.report.chart;

import graft.study.MeanCurve;
import graft.study.StoredStudy;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;

/** The figures of a study: for each metric heat map, transfer and learning curves. */
public final class StudyCharts {
  private StudyCharts() {}

  /**
   * All figures that have something to show.
   *
   * @param footer where the figures come from, in a line
   */
  public static List<Chart> all(StoredStudy study, String footer) {
    List<Row> rows = study.result().rows();
    List<Chart> charts = new ArrayList<>();
    for (String metric : rows.stream().map(Row::metric).distinct().toList()) {
      Cells cells = Cells.of(rows, metric);
      if (!cells.isEmpty()) {
        charts.add(HeatMap.of(cells, footer));
        charts.add(TransferChart.of(cells, footer));
        List<MeanCurve> curves = MeanCurve.all(study.curves(), metric);
        // Some metrics are measured at the end only.
        if (curves.stream().anyMatch(curve -> curve.points().size() > 1)) {
          charts.add(CurvesChart.of(cells, curves, footer));
        }
      }
    }
    return charts;
  }
}
