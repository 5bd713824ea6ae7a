package graft.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import graft.study.StudyResult;
import graft.study.StudyResult.Trial;
import java.io.IOException;
import java.util.List;

/**
 * Every trial of a study as comma-separated values, one line per figure, under a header line. A
 * trial without a result has a line too, and says why.
 */
public final class TrialsCsv {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
  private static final CsvSchema SCHEMA = schema(TrialLine.class);

  /** Of files written before trials had a state. */
  private static final CsvSchema STATELESS = schema(Trial.class);

  private TrialsCsv() {}

  private static CsvSchema schema(Class<?> type) {
    return MAPPER.schemaFor(type).withHeader().withStrictHeaders(true).withNullValue("");
  }

  /** The text, row by row and seed by seed. */
  public static String of(StudyResult result) {
    return write(TrialLine.all(result));
  }

  private static String write(List<TrialLine> lines) {
    try {
      return MAPPER.writer(SCHEMA).writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not trials that CSV can hold: " + lines, e);
    }
  }

  /**
   * The finished trials of a text.
   *
   * @throws IOException if it is not what {@link #of} writes
   */
  public static List<Trial> read(String text) throws IOException {
    String head = text.lines().findFirst().orElse("");
    if (!head.endsWith(",state")) {
      return read(text, Trial.class, STATELESS);
    }
    return read(text, TrialLine.class, SCHEMA).stream()
        .filter(TrialLine::isFinished)
        .map(TrialLine::trial)
        .toList();
  }

  private static <T> List<T> read(String text, Class<T> type, CsvSchema schema) throws IOException {
    try (MappingIterator<T> lines = MAPPER.readerFor(type).with(schema).readValues(text)) {
      return lines.readAll();
    }
  }
}
