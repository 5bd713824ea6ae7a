package graft.app.report.chart;

import graft.study.CompositionMatrix;
import graft.study.DoseFamily;
import graft.study.MeanCurve;
import graft.study.PerturbationFamily;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyResult.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a study: for each metric heat map, transfer and learning curves; compositions,
 * curves of perturbation and of dose where the study has such families.
 */
public final class StudyCharts {
  private StudyCharts() {}

  /**
   * All figures that have something to show.
   *
   * @param study what it is
   * @param stored what the store has of it
   * @param footer where the figures come from, in a line
   */
  public static List<Chart> all(Study study, StoredStudy stored, String footer) {
    List<Row> rows = stored.result().rows();
    List<Chart> charts = new ArrayList<>();
    for (String metric : rows.stream().map(Row::metric).distinct().toList()) {
      Cells cells = Cells.of(rows, metric);
      if (!cells.isEmpty()) {
        charts.add(HeatMap.of(cells, footer));
        charts.add(TransferChart.of(cells, footer));
        families(study, stored, cells, footer).filter(Objects::nonNull).forEach(charts::add);
        List<MeanCurve> curves = MeanCurve.all(stored.curves(), metric);
        // Some metrics are measured at the end only.
        if (curves.stream().anyMatch(curve -> curve.points().size() > 1)) {
          charts.add(CurvesChart.of(cells, curves, footer));
        }
      }
    }
    return charts;
  }

  private static Stream<@Nullable Chart> families(
      Study study, StoredStudy stored, Cells cells, String footer) {
    Baselines baselines = Baselines.of(study, cells);
    return Stream.of(
        CompositionChart.of(cells, CompositionMatrix.all(study), footer),
        PerturbationChart.of(cells, PerturbationFamily.all(study), baselines, footer),
        DoseChart.of(cells, DoseFamily.all(study), baselines, stored, footer));
  }
}
