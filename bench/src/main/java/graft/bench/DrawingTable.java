package graft.bench;

import graft.bench.Csv.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of documentation on drawing: the latest row of each procedure and number of threads.
 */
final class DrawingTable {
  private DrawingTable() {}

  /**
   * The table in Markdown, and when and on what it was measured.
   *
   * @throws IOException if the file cannot be read
   */
  static String of(Path csv) throws IOException {
    Map<List<Object>, Line<DrawingRow>> latest = new LinkedHashMap<>();
    for (Line<DrawingRow> line : Csv.read(csv, DrawingRow.class)) {
      latest.merge(List.of(line.row().procedure(), line.row().threads()), line, Line::later);
    }
    return """
        | procedure | settings | threads | million tokens/s | worst round | examples/s |
        | --- | --- | ---: | ---: | ---: | ---: |
        """
        + latest.values().stream().map(line -> row(line.row())).collect(Collectors.joining())
        + "\n"
        + latest.values().stream()
            .map(line -> HowFastPage.conditions(line.machine()))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining("; ", "Measured ", ".\n"))
        + latest.values().stream().map(line -> share(line.row())).collect(Collectors.joining());
  }

  private static String row(DrawingRow row) {
    return HowFastPage.cells(
        "`" + row.procedure() + "`",
        row.settings().replaceAll("[{}]", ""),
        row.threads(),
        HowFastPage.figure(row.millionTokensPerSecond()),
        HowFastPage.figure(row.millionTokensPerSecondWorst()),
        HowFastPage.figure(row.examplesPerSecond()));
  }

  private static String share(DrawingRow row) {
    return row.shareOfStep() == null
        ? ""
        : String.format(
            Locale.ROOT,
            "\nDrawing the batch of a `%s` step on one thread takes as long as %.1f %% of that step on %d thread%s.\n",
            Drawing.SHAPE,
            100 * row.shareOfStep(),
            row.threads(),
            row.threads() == 1 ? "" : "s");
  }
}
