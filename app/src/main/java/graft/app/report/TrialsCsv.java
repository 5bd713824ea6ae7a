package graft.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import graft.study.StudyResult.Trial;
import java.io.IOException;
import java.util.List;

/** Every trial of a study as comma-separated values, one line per figure, under a header line. */
public final class TrialsCsv {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
  private static final CsvSchema SCHEMA =
      MAPPER.schemaFor(Trial.class).withHeader().withStrictHeaders(true).withNullValue("");

  private TrialsCsv() {}

  /** The text. */
  public static String of(List<Trial> trials) {
    try {
      return MAPPER.writer(SCHEMA).writeValueAsString(trials);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not trials that CSV can hold: " + trials, e);
    }
  }

  /**
   * The trials of a text.
   *
   * @throws IOException if it is not what {@link #of} writes
   */
  public static List<Trial> read(String text) throws IOException {
    try (MappingIterator<Trial> lines =
        MAPPER.readerFor(Trial.class).with(SCHEMA).readValues(text)) {
      return lines.readAll();
    }
  }
}
