package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.bench.Csv.Line;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  /** Through processes of their own, as users run it. */
  @Test
  void graftAlone() throws Exception {
    int code =
        run(
            "--json",
            "--shapes",
            "identity_20",
            "--engines",
            "graft",
            "--threads",
            "1",
            "--steps",
            "3",
            "--rounds",
            "2",
            "--seconds",
            "0.2",
            "--warm-up",
            "0.2");
    assertThat(err.toString()).contains("identity_20: round 2 of 2");
    assertThat(code).isZero();
    JsonNode rows = new ObjectMapper().readTree(out.toString()).get("rows");
    assertThat(rows).hasSize(1);
    JsonNode row = rows.get(0);
    assertThat(row.get("engine").asText()).isEqualTo("graft");
    assertThat(row.get("msPerStep").asDouble()).isPositive();
    assertThat(row.get("gflops").asDouble()).isPositive();
    assertThat(row.get("shareOfPeak").asDouble()).isBetween(0.0, 1.0);
    assertThat(row.get("ratioToGraft").asDouble()).isEqualTo(1);
    assertThat(row.get("steps").asInt()).isBetween(2, 6);
  }

  @Test
  void freshProcesses(@TempDir Path folder) throws Exception {
    Path csv = folder.resolve("spread.csv");
    int code =
        run("--spread=2", "--shapes=identity_20", "--threads=1", "--seconds=1", "--csv=" + csv);
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).contains("s to 90%", "median", "best", "worst");
    List<Line<SpreadRow>> lines = Csv.read(csv, SpreadRow.class);
    assertThat(lines).hasSize(2);
    for (Line<SpreadRow> line : lines) {
      assertThat(line.row().msPerStep()).isPositive();
      assertThat(line.row().secondsToSpeed()).isGreaterThan(0.05);
      assertThat(line.row().settings()).contains("vector");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--shapes=nonsense",
        "--engines=peak",
        "--threads=0",
        "--steps=0",
        "--rounds=x",
        "--spread=0"
      })
  void whatCannotBeIsRefused(String argument) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err.toString()).contains("--");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void oneMeasurementAtATime() {
    assertThat(run("--drawing", "--kernels")).isEqualTo(2);
    assertThat(run("--drawing", "--spread=1")).isEqualTo(2);
    assertThat(err.toString()).contains("--drawing goes with neither --spread nor --kernels");
  }
}
