package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of comma-separated values, each of {@link Row}s, {@link SpreadRow}s or {@link DrawingRow}s.
 */
final class Csv {
  private static final CsvMapper MAPPER = new CsvMapper();

  private Csv() {}

  /** One line of a file: when and where, then what was measured. */
  @JsonPropertyOrder({"machine", "row"})
  record Line<T>(@JsonUnwrapped Machine machine, @JsonUnwrapped T row) {
    /** The one of two that was measured later, the second of equal ones. */
    static <T> Line<T> later(Line<T> a, Line<T> b) {
      return a.machine().date().compareTo(b.machine().date()) > 0 ? a : b;
    }
  }

  /**
   * Appends to a file; a new one begins with the names of the columns.
   *
   * @param type of the rows
   * @throws IOException if the file has other columns, or cannot be written
   */
  static <T> void append(Path file, Machine machine, Class<T> type, List<T> rows)
      throws IOException {
    requireRoom(file, type);
    StringBuilder text = new StringBuilder(fresh(file) ? header(type) + "\n" : "");
    for (T row : rows) {
      text.append(MAPPER.writer(schema(type)).writeValueAsString(new Line<>(machine, row)));
    }
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * Says in good time that {@link #append} could not.
   *
   * @throws IOException if the file has other columns, or cannot be read
   */
  static void requireRoom(Path file, Class<?> type) throws IOException {
    if (!fresh(file) && !holds(file, type)) {
      throw new IOException(
          file + " has other columns than " + header(type) + "; name another file");
    }
  }

  private static boolean fresh(Path file) throws IOException {
    return !Files.exists(file) || Files.size(file) == 0;
  }

  /** Whether the file's columns are those of rows of that type. */
  static boolean holds(Path file, Class<?> type) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return header(type).equals(lines.findFirst().orElse(""));
    }
  }

  /**
   * All lines of a file that {@link #holds} such rows.
   *
   * @throws IOException if it cannot be read
   */
  static <T> List<Line<T>> read(Path file, Class<T> type) throws IOException {
    CsvSchema schema = schema(type).withHeader();
    try (MappingIterator<Line<T>> lines =
        MAPPER.readerFor(line(type)).with(schema).readValues(file.toFile())) {
      return lines.readAll();
    }
  }

  private static JavaType line(Class<?> type) {
    return MAPPER.getTypeFactory().constructParametricType(Line.class, type);
  }

  private static CsvSchema schema(Class<?> type) {
    return MAPPER.schemaFor(line(type)).withNullValue("");
  }

  private static String header(Class<?> type) {
    return String.join(",", schema(type).getColumnNames());
  }
}
