package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows for people, for programs and for the record. */
final class Report {
  private static final String LINE = "%-20s %-10s %7s %9s %9s %9s %10s %8s %6s %8s %7s%n";

  private Report() {}

  /** One line of the file: where and when, then the row. */
  @JsonPropertyOrder({"machine", "row"})
  private record Line(@JsonUnwrapped Machine machine, @JsonUnwrapped Row row) {}

  /** {@code {"rows": [...]}}. */
  static String json(List<Row> rows) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(Map.of("rows", rows));
  }

  /**
   * Appends to a file of comma-separated values; a new one begins with the names of the columns.
   *
   * @throws IOException if the file has other columns, or cannot be written
   */
  static void append(Path file, Machine machine, List<Row> rows) throws IOException {
    CsvMapper mapper = new CsvMapper();
    CsvSchema schema = mapper.schemaFor(Line.class).withNullValue("");
    String header = String.join(",", schema.getColumnNames());
    boolean fresh = !Files.exists(file) || Files.size(file) == 0;
    if (!fresh && !header.equals(Files.readString(file).lines().findFirst().orElse(""))) {
      throw new IOException(file + " has other columns than " + header + "; name another file");
    }
    StringBuilder text = new StringBuilder(fresh ? header + "\n" : "");
    for (Row row : rows) {
      text.append(mapper.writer(schema).writeValueAsString(new Line(machine, row)));
    }
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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

  private static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
  }
}
