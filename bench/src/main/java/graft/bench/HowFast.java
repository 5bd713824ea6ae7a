package graft.bench;

import graft.bench.Csv.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the page on speed shows: the latest of what the committed files of {@code graft bench} hold.
 *
 * @param contests the latest row of each shape, processor, engine and number of threads; of the
 *     processors of a shape the one that was measured last comes first
 * @param spreads the rows of the latest processes of each shape, number of threads and processor
 */
record HowFast(List<Line<Row>> contests, List<List<Line<SpreadRow>>> spreads) {
  /**
   * Reads every file of a folder that ends in {@code .csv}.
   *
   * @throws IOException if one has unknown columns, or cannot be read
   */
  static HowFast of(Path folder) throws IOException {
    Map<List<Object>, Line<Row>> contests = new LinkedHashMap<>();
    Map<List<Object>, List<Line<SpreadRow>>> spreads = new LinkedHashMap<>();
    for (Path file : files(folder)) {
      if (Csv.holds(file, SpreadRow.class)) {
        for (Line<SpreadRow> line : Csv.read(file, SpreadRow.class)) {
          List<Object> key =
              List.of(line.row().shape(), line.row().threads(), line.machine().processor());
          spreads.merge(key, List.of(line), HowFast::latest);
        }
      } else if (!Csv.holds(file, DrawingRow.class)) {
        Csv.requireRoom(file, Row.class);
        for (Line<Row> line : Csv.read(file, Row.class)) {
          Row row = line.row();
          contests.merge(
              List.of(row.shape(), line.machine().processor(), row.engine(), row.threads()),
              line,
              Line::later);
        }
      }
    }
    return new HowFast(sorted(contests.values()), sortedSpreads(spreads.values()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }

  /** Processes of one command have one date. */
  private static List<Line<SpreadRow>> latest(List<Line<SpreadRow>> a, List<Line<SpreadRow>> b) {
    int order = a.getFirst().machine().date().compareTo(b.getFirst().machine().date());
    return order > 0 ? a : order < 0 ? b : Stream.concat(a.stream(), b.stream()).toList();
  }

  /** The contests of each shape on the processor that was measured last. */
  List<Line<Row>> newest() {
    Map<String, String> processors = new LinkedHashMap<>();
    contests.forEach(
        line -> processors.putIfAbsent(line.row().shape(), line.machine().processor()));
    return contests.stream()
        .filter(line -> line.machine().processor().equals(processors.get(line.row().shape())))
        .toList();
  }

  private static List<Line<Row>> sorted(Collection<Line<Row>> lines) {
    Map<List<Object>, String> dates = new LinkedHashMap<>();
    lines.forEach(
        line ->
            dates.merge(
                shapeOn(line), line.machine().date(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    Comparator<Row> first =
        Comparator.<Row>comparingInt(row -> place(row.shape())).thenComparing(Row::shape);
    Comparator<Row> last =
        Comparator.<Row, EngineChoice>comparing(row -> EngineChoice.of(row.engine()))
            .thenComparingInt(Row::threads);
    return lines.stream()
        .sorted(
            Comparator.<Line<Row>, Row>comparing(Line::row, first)
                .thenComparing(
                    line -> Objects.requireNonNull(dates.get(shapeOn(line))),
                    Comparator.reverseOrder())
                .thenComparing(line -> line.machine().processor())
                .thenComparing(Line::row, last))
        .toList();
  }

  private static List<Object> shapeOn(Line<Row> line) {
    return List.of(line.row().shape(), line.machine().processor());
  }

  private static List<List<Line<SpreadRow>>> sortedSpreads(
      Collection<List<Line<SpreadRow>>> lines) {
    Comparator<SpreadRow> order =
        Comparator.<SpreadRow>comparingInt(row -> place(row.shape()))
            .thenComparing(SpreadRow::shape)
            .thenComparingInt(SpreadRow::threads);
    return lines.stream()
        .sorted(
            Comparator.<List<Line<SpreadRow>>, SpreadRow>comparing(
                    rows -> rows.getFirst().row(), order)
                .thenComparing(rows -> rows.getFirst().machine().date(), Comparator.reverseOrder()))
        .toList();
  }

  /** Shapes that are no more come last. */
  private static int place(String shape) {
    int place = Shape.names().indexOf(shape);
    return place < 0 ? Shape.ALL.size() : place;
  }
}
