package graft.app.report.page;

import graft.app.report.CsvLines;
import graft.app.report.Json;
import graft.statistics.Interval;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import org.jspecify.annotations.Nullable;

/** A study's table as comma-separated values in full precision, with all statistics. */
final class RowsCsv {
  private RowsCsv() {}

  /** A row; what does not exist is empty. */
  private record Line(
      String pretrain,
      String arm,
      String task,
      String metric,
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double median,
      @Nullable Double low,
      @Nullable Double high,
      int seeds,
      int planned,
      @Nullable Double paper,
      @Nullable String baselinePretrain,
      @Nullable String baselineArm,
      @Nullable Integer pairs,
      @Nullable Double difference,
      @Nullable Double differenceLow,
      @Nullable Double differenceHigh,
      @Nullable Double effect,
      @Nullable Double p,
      @Nullable Double pHolm,
      @Nullable Boolean significant,
      @Nullable Integer seedsNeeded) {

    static Line of(Row row) {
      Comparison c = row.comparison();
      Interval interval = row.summary().interval();
      Interval between = c == null ? null : c.paired().interval();
      return new Line(
          row.pretrain(),
          row.arm(),
          row.task(),
          row.metric(),
          Json.figure(row.mean()),
          row.sd(),
          Json.figure(row.summary().median()),
          interval == null ? null : interval.low(),
          interval == null ? null : interval.high(),
          row.seeds(),
          row.planned(),
          row.paper(),
          c == null ? null : c.pretrain(),
          c == null ? null : c.arm(),
          c == null ? null : (Integer) c.paired().pairs(),
          c == null ? null : Json.figure(c.paired().difference()),
          between == null ? null : between.low(),
          between == null ? null : between.high(),
          c == null ? null : c.paired().effect(),
          c == null ? null : Json.figure(c.paired().p()),
          c == null ? null : Json.figure(c.holm()),
          c == null ? null : (Boolean) c.significant(),
          c == null ? null : c.seedsNeeded());
    }
  }

  static String of(StudyResult result) {
    return CsvLines.of(result.rows().stream().map(Line::of).toList(), Line.class);
  }
}
