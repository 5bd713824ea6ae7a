package graft.app.report.chart;

import graft.study.AnalysisRow;
import graft.study.StoredStudy;
import graft.study.Study;
import java.util.List;
import java.util.stream.Stream;

/** The figures of what was found inside a study's models. */
public final class AnalysisCharts {
  private AnalysisCharts() {}

  /**
   * All figures that have something to show.
   *
   * @param rows what the analyses found, over seeds
   * @param footer where the figures come from, in a line
   */
  public static List<Chart> all(
      Study study, StoredStudy stored, List<AnalysisRow> rows, String footer) {
    return Stream.concat(
            HeadCharts.all(study, stored, rows, footer).stream(),
            LayerCharts.all(study, stored, rows, footer).stream())
        .toList();
  }
}
