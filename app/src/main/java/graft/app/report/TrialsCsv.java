package graft.app.report;

import com.fasterxml.jackson.databind.MappingIterator;
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
  private static final CsvSchema SCHEMA = schema(TrialLine.class);

  /** Of files written before trials had a state. */
  private static final CsvSchema STATELESS = schema(Trial.class);

  private TrialsCsv() {}

  private static CsvSchema schema(Class<?> type) {
    return CsvLines.schema(type).withStrictHeaders(true);
  }

  /** The text, row by row and seed by seed. */
  public static String of(StudyResult result) {
    return CsvLines.of(TrialLine.all(result), TrialLine.class);
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
    try (MappingIterator<T> lines = CsvLines.MAPPER.readerFor(type).with(schema).readValues(text)) {
      return lines.readAll();
    }
  }
}
