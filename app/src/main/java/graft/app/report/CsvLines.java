package graft.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;

/** Records as comma-separated values under a line of their components' names; null is nothing. */
public final class CsvLines {
  static final CsvMapper MAPPER =
      CsvMapper.csvBuilder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private CsvLines() {}

  static CsvSchema schema(Class<?> type) {
    return MAPPER.schemaFor(type).withHeader().withNullValue("");
  }

  /** The text. */
  public static <T> String of(List<T> lines, Class<T> type) {
    try {
      return MAPPER.writer(schema(type)).writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not lines that CSV can hold: " + lines, e);
    }
  }
}
