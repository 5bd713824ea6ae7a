package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.bench.Csv.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final Machine MACHINE =
      new Machine("2026-01-02T03:04:05Z", "abc", "X, 2 GHz", 2, "Y 25", "Linux 6");
  private static final Row ALONE =
      new Row("s", "tuned", 2, 450, 440, 460, 2222, 1.9, 200, 0.01, null, null, 15, 5.5, "a, b");
  private static final SpreadRow PROCESS = new SpreadRow("s", 2, 1, 6.5, 1.25, 800, 5.5, "v");

  @TempDir private Path folder;

  @Test
  void fileGrowsUnderOneHeader() throws Exception {
    Path file = folder.resolve("a.csv");
    Csv.append(file, MACHINE, Row.class, List.of(ALONE));
    Csv.append(file, MACHINE, Row.class, List.of(ALONE));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("date,commit,cpu,cores,java,os,shape,engine,threads,msPer");
    assertThat(lines.get(1)).startsWith("2026-01-02T03:04:05Z,abc,\"X, 2 GHz\",2,\"Y 25\"");
    assertThat(lines.get(2)).endsWith(",,,15,5.5,\"a, b\"");
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Path rows = folder.resolve("rows.csv");
    Csv.append(rows, MACHINE, Row.class, List.of(ALONE, ALONE));
    assertThat(Csv.read(rows, Row.class))
        .containsExactly(new Line<>(MACHINE, ALONE), new Line<>(MACHINE, ALONE));
    Path processes = folder.resolve("processes.csv");
    Csv.append(processes, MACHINE, SpreadRow.class, List.of(PROCESS));
    assertThat(Csv.read(processes, SpreadRow.class)).containsExactly(new Line<>(MACHINE, PROCESS));
  }

  @Test
  void anotherFileIsLeftAlone() throws Exception {
    Path file = folder.resolve("b.csv");
    Csv.append(file, MACHINE, SpreadRow.class, List.of(PROCESS));
    String before = Files.readString(file);
    assertThatThrownBy(() -> Csv.append(file, MACHINE, Row.class, List.of(ALONE)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other columns");
    assertThat(file).hasContent(before);
  }
}
