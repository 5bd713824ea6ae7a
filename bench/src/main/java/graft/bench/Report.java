package graft.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows for people and for programs. */
final class Report {
  private static final String LINE = "%-20s %-10s %7s %9s %9s %9s %10s %8s %6s %8s %7s%n";

  private static final String SPREAD = "%-20s %7s %8s %9s %10s%n";

  private static final String KERNEL = "%-18s %8s %9s %6s %10s%n";

  private static final String DRAWING = "%-20s %7s %11s %11s %12s %8s%n";

  private Report() {}

  /** {@code {"rows": [...]}}. */
  static String json(List<?> rows) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(Map.of("rows", rows));
  }

  /** The table's head. */
  static String head() {
    return LINE.formatted(
        "shape", "engine", "threads", "ms/step", "p10", "p90", "seq/s", "GFLOP/s", "peak", "bytes",
        "ratio");
  }

  /** A line of the table. */
  static String line(Row row) {
    return LINE.formatted(
        row.shape(),
        row.engine(),
        row.threads(),
        figure(row.msPerStep()),
        figure(row.msPerStepP10()),
        figure(row.msPerStepP90()),
        "%,.0f".formatted(row.sequencesPerSecond()),
        figure(row.gflops()),
        "%.0f%%".formatted(100 * row.shareOfPeak()),
        row.bytesPerStep() == null ? "" : row.bytesPerStep(),
        row.ratioToGraft() == null ? "" : "%.2f".formatted(row.ratioToGraft()));
  }

  /** The head of the table of processes. */
  static String spreadHead() {
    return SPREAD.formatted("shape", "threads", "process", "ms/step", "s to 90%");
  }

  /** A line of the table of processes. */
  static String line(SpreadRow row) {
    return SPREAD.formatted(
        row.shape(),
        row.threads(),
        row.process(),
        figure(row.msPerStep()),
        figure(row.secondsToSpeed()));
  }

  /** The lines below the table of processes. */
  static String lines(SpreadSummary of) {
    return SPREAD.formatted(
            of.shape(), of.threads(), "median", figure(of.msPerStep()), figure(of.secondsToSpeed()))
        + SPREAD.formatted("", "", "best", figure(of.msPerStepBest()), "")
        + SPREAD.formatted(
            "", "", "worst", figure(of.msPerStepWorst()), figure(of.secondsToSpeedWorst()))
        + SPREAD.formatted("", "", "ratio", "%.3f".formatted(of.worstOverBest()), "");
  }

  /** The head of the table of kernels. */
  static String kernelHead() {
    return KERNEL.formatted("kernel", "size", "GFLOP/s", "peak", "ns/vector");
  }

  /** A line of the table of kernels. */
  static String line(KernelRow row) {
    return KERNEL.formatted(
        row.kernel(),
        row.size(),
        row.gflops() == null ? "" : figure(row.gflops()),
        row.shareOfPeak() == null ? "" : "%.0f%%".formatted(100 * row.shareOfPeak()),
        row.nsPerVector() == null ? "" : figure(row.nsPerVector()));
  }

  /** The head of the table of procedures. */
  static String drawingHead() {
    return DRAWING.formatted("procedure", "threads", "Mtokens/s", "worst", "examples/s", "of step");
  }

  /** A line of the table of procedures. */
  static String line(DrawingRow row) {
    return DRAWING.formatted(
        row.procedure(),
        row.threads(),
        figure(row.millionTokensPerSecond()),
        figure(row.millionTokensPerSecondWorst()),
        "%,.0f".formatted(row.examplesPerSecond()),
        row.shareOfStep() == null ? "" : "%.1f%%".formatted(100 * row.shareOfStep()));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }
}
