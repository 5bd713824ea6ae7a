package graft.app.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Every trial as Parquet, made by DuckDB from the CSV file so that both hold the same. */
final class TrialsParquet {
  private TrialsParquet() {}

  /**
   * Writes the file, or writes it again.
   *
   * @throws IOException if DuckDB cannot
   */
  static void write(Path csv, Path file) throws IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute(
          """
          COPY (FROM read_csv(%s, header = true, delim = ',', quote = '"', escape = '"',
            columns = {pretrain: 'VARCHAR', arm: 'VARCHAR', task: 'VARCHAR', metric: 'VARCHAR',
              seed: 'BIGINT', value: 'DOUBLE', paper: 'DOUBLE', steps: 'BIGINT', recipe: 'VARCHAR',
              commit: 'VARCHAR', engine: 'VARCHAR', finished: 'VARCHAR', seconds: 'DOUBLE',
              java: 'VARCHAR', processor: 'VARCHAR', state: 'VARCHAR'}))
          TO %s (FORMAT parquet, COMPRESSION zstd)
          """
              .formatted(quoted(csv), quoted(file)));
    } catch (SQLException e) {
      throw new IOException("DuckDB cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
