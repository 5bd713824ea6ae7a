package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Row GRAFT =
      new Row(
          "haystack_30", "graft", 2, 6, 5.5, 7, 166_667, 144, 200, 0.72, 512L, 1.0, 500, 5.5, "v");
  private static final Row ALONE =
      new Row(
          "haystack_30",
          "tuned",
          2,
          450,
          440,
          460,
          2222,
          1.9,
          200,
          0.01,
          null,
          null,
          15,
          5.5,
          "a, b");

  @TempDir private Path folder;

  @Test
  void jsonHasTheAgreedKeys() throws Exception {
    JsonNode rows = new ObjectMapper().readTree(Report.json(List.of(GRAFT, ALONE))).get("rows");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("shape").asText()).isEqualTo("haystack_30");
    assertThat(rows.get(0).get("engine").asText()).isEqualTo("graft");
    assertThat(rows.get(0).get("threads").asInt()).isEqualTo(2);
    assertThat(rows.get(0).get("msPerStep").asDouble()).isEqualTo(6);
    assertThat(rows.get(0).get("gflops").asDouble()).isEqualTo(144);
    assertThat(rows.get(0).get("ratioToGraft").asDouble()).isEqualTo(1);
    assertThat(rows.get(1).get("ratioToGraft").isNull()).isTrue();
  }

  @Test
  void csvGrowsUnderOneHeader() throws Exception {
    Path file = folder.resolve("a.csv");
    Machine machine = new Machine("2026-01-02T03:04:05Z", "abc", "X, 2 GHz", 2, "Y 25", "Linux 6");
    Report.append(file, machine, List.of(GRAFT));
    Report.append(file, machine, List.of(ALONE));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("date,commit,cpu,cores,java,os,shape,engine,threads,msPer");
    assertThat(lines.get(1)).startsWith("2026-01-02T03:04:05Z,abc,\"X, 2 GHz\",2,\"Y 25\"");
    assertThat(lines.get(2)).endsWith(",,,15,5.5,\"a, b\"");
  }

  @Test
  void anotherFileIsLeftAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("b.csv"), "date,commit\n");
    assertThatThrownBy(() -> Report.append(file, Machine.here(), List.of(GRAFT)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other columns");
    assertThat(file).hasContent("date,commit\n");
  }
}
