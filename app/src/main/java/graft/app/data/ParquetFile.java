package graft.app.data;

import graft.app.report.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import org.duckdb.DuckDBPreparedStatement;

/**
 * Makes a Parquet file from JSON lines with DuckDB: columns {@code index BIGINT, tokens INTEGER[],
 * counted INTEGER[]}, and the recipe under the key {@code graft} of the file's metadata.
 *
 * <p>One statement reads and writes in a stream, on one thread: several would lay out the row
 * groups by chance, and the same recipe must give the same bytes.
 */
final class ParquetFile {
  private static final String MEMORY = "1GB";
  private static final int MOST_ROWS = 122_880;

  /** Tokens of a row group, about, since it is held in memory. */
  private static final int GROUP = 1 << 23;

  /** Characters of a line at the most: two lists of numbers of seven digits. */
  private static final int LINE_PER_TOKEN = 16;

  private static final int SHORTEST_LIMIT = 1 << 24;

  private ParquetFile() {}

  /**
   * Writes the file, or writes it again.
   *
   * @param spill folder for what memory cannot hold
   * @param share told now and then how much is done, from another thread
   * @throws IOException if DuckDB fails, a full disk included
   */
  static void write(Path lines, Path file, DataRecipe recipe, Path spill, DoubleConsumer share)
      throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String setting : settings(spill)) {
        statement.execute("SET " + setting);
      }
      watched(statement, copy(lines, file, recipe), share);
    } catch (SQLException e) {
      throw new IOException("DuckDB cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<String> settings(Path spill) {
    return List.of(
        "threads = 1",
        "preserve_insertion_order = true",
        "memory_limit = '" + MEMORY + "'",
        "temp_directory = " + quoted(spill),
        "enable_progress_bar = true",
        "enable_progress_bar_print = false");
  }

  private static String copy(Path lines, Path file, DataRecipe recipe) {
    int length = recipe.procedure().length();
    return """
    COPY (FROM read_json(%s, format = 'newline_delimited', maximum_object_size = %d,
      columns = {index: 'BIGINT', tokens: 'INTEGER[]', counted: 'INTEGER[]'}))
    TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d, KV_METADATA {graft: %s})
    """
        .formatted(
            quoted(lines),
            Math.max(SHORTEST_LIMIT, LINE_PER_TOKEN * (length + 8L)),
            quoted(file),
            Math.clamp(GROUP / length, 1, MOST_ROWS),
            quoted(Json.text(recipe.json())));
  }

  private static String quoted(Object text) {
    return "'" + text.toString().replace("'", "''") + "'";
  }

  /** Executes one statement and tells how far it is. */
  private static void watched(Statement statement, String sql, DoubleConsumer share)
      throws SQLException {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("graft-parquet").factory();
    try (ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(threads)) {
      Future<?> looks =
          watch.scheduleWithFixedDelay(
              () -> look((DuckDBPreparedStatement) statement, share),
              100,
              100,
              TimeUnit.MILLISECONDS);
      try {
        statement.execute(sql);
      } finally {
        looks.cancel(false);
      }
    }
  }

  private static void look(DuckDBPreparedStatement statement, DoubleConsumer share) {
    try {
      share.accept(statement.getQueryProgress().getPercentage() / 100);
    } catch (SQLException e) {
      // Only the display lacks a figure; the statement itself says what failed.
      return;
    }
  }
}
