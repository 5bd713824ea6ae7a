package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingTest {
  private static final Path DOCS = Path.of("../docs");
  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->\n";

  @Test
  void ratesOfProcesses() throws Exception {
    List<DrawingRow> told = new ArrayList<>();
    List<DrawingRow> rows = Drawing.run(List.of("identity"), List.of(1, 2), 0.2, told::add);
    assertThat(rows).hasSize(2).isEqualTo(told);
    for (DrawingRow row : rows) {
      assertThat(row.settings()).isEqualTo("{length=20, vocabulary=100}");
      assertThat(row.millionTokensPerSecond()).isGreaterThan(0.1);
      assertThat(row.millionTokensPerSecondWorst()).isPositive();
      assertThat(row.millionTokensPerSecondWorst())
          .isLessThanOrEqualTo(row.millionTokensPerSecond());
      double tokens = row.millionTokensPerSecond() * 1e6 / row.examplesPerSecond();
      assertThat(tokens).isBetween(40.999, 41.001);
      assertThat(row.shareOfStep()).isNull();
    }
  }

  @Test
  void theShareOfAStep() throws Exception {
    DrawingRow row = Drawing.run(List.of("haystack"), List.of(1), 0.1, told -> {}).getFirst();
    assertThat(row.shareOfStep()).isBetween(0.0001, 1.0);
  }

  @Test
  void theLatestRowOfEachCounts(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("drawing.csv");
    write(csv, "2026-01-03", "new", new DrawingRow("haystack", "{pairs=30}", 2, 25, 24, 9, 0.031));
    write(csv, "2026-01-02", "old", new DrawingRow("haystack", "{pairs=30}", 2, 11, 10, 9, 0.5));
    assertThat(DrawingTable.of(csv))
        .isEqualTo(
            """
            | procedure | settings | threads | million tokens/s | worst round | examples/s |
            | --- | --- | ---: | ---: | ---: | ---: |
            | `haystack` | pairs=30 | 2 | 25.0 | 24.0 | 9.00 |

            Measured 2026-01-03 at commit new on Some CPU, 2 cores, Java Some 25.

            Drawing the batch of a `haystack_30` step on one thread takes as long as 3.1 % of that step on 2 threads.
            """);
  }

  private static void write(Path csv, String day, String commit, DrawingRow row)
      throws IOException {
    Machine machine = new Machine(day + "T03:04:05Z", commit, "Some CPU", 2, "Some 25", "Linux 6");
    Csv.append(csv, machine, DrawingRow.class, List.of(row));
  }

  /** Set {@code -Dgraft.docs=write} to write the table again instead of comparing it. */
  @Test
  void theTableOfTheDocumentationIsThatOfItsData() throws IOException {
    Path page = DOCS.resolve("generate.md");
    String text = Files.readString(page);
    assertThat(text).contains(BEGIN, END);
    String expected =
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + DrawingTable.of(DOCS.resolve("bench/drawing.csv"))
            + text.substring(text.indexOf(END));
    if ("write".equals(System.getProperty("graft.docs"))) {
      Files.writeString(page, expected);
    }
    assertThat(page).as("stale: run the tests once with -Dgraft.docs=write").hasContent(expected);
  }
}
