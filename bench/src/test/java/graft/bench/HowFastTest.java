package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HowFastTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir private Path folder;

  private static Machine on(String date, String commit) {
    return new Machine(date + "T03:04:05Z", commit, "Some CPU", 2, "Some 25", "Linux 6");
  }

  private static Row row(String shape, String engine, int threads, double ms) {
    Double ratio = engine.equals("graft") ? 1.0 : ms / 10;
    return new Row(
        shape, engine, threads, ms, ms - 1, ms + 1, 1e6 / ms, 800 / ms, 100, 8 / ms, null, ratio, 9,
        5.5, "v");
  }

  private void write(Machine machine, Row... rows) throws IOException {
    Csv.append(folder.resolve("a.csv"), machine, Row.class, List.of(rows));
  }

  @Test
  void theLatestRowOfEachCounts() throws IOException {
    write(on("2026-01-03", "new"), row("haystack_30", "graft", 1, 10));
    write(
        on("2026-01-02", "old"),
        row("old_shape", "graft", 1, 3),
        row("haystack_30", "tuned", 2, 256.4),
        row("haystack_30", "graft", 1, 20));
    assertThat(HowFastPage.of(HowFast.of(folder)))
        .contains("2 layers, 4 heads, width 16, 256 tokens in the vocabulary; 1,000 sequences")
        .contains("| graft | 1 | 10.0 | 9.00 | 11.0 | 100,000 | 80.0 | 80.0 % |  | 1.00 |\n| tuned")
        .contains("| tuned | 2 | 256 | 255 | 257 | 3,900 | 3.12 | 3.1 % |  | 25.6 |\n")
        .doesNotContain("| 20.0 |")
        .contains("- graft 1: 2026-01-03 at commit new on Some CPU, 2 cores, Java Some 25.\n")
        .contains("- tuned 2: 2026-01-02 at commit old on")
        .contains("\n### old_shape\n| engine")
        .contains("Measured 2026-01-02 at commit old on")
        .doesNotContain("## One process and the next");
  }

  @Test
  void everyProcessorHasATableOfItsOwn() throws IOException {
    Machine other =
        new Machine("2026-01-02T03:04:05Z", "old", "Other CPU model 7", 2, "Some 25", "Linux 6");
    write(other, row("haystack_30", "graft", 1, 30), row("haystack_30", "tuned", 1, 90));
    write(on("2026-01-03", "new"), row("haystack_30", "graft", 1, 10));
    HowFast data = HowFast.of(folder);
    assertThat(HowFastPage.of(data))
        .containsSubsequence(
            "On Some CPU:\n\n| engine",
            "| graft | 1 | 10.0 |",
            "Measured 2026-01-03 at commit new on Some CPU",
            "On Other CPU:\n\n| engine",
            "| graft | 1 | 30.0 |",
            "| tuned | 1 | 90.0 |",
            "Measured 2026-01-02 at commit old on Other CPU model 7");
    assertThat(data.newest()).extracting(line -> line.row().msPerStep()).containsExactly(10.0);
  }

  @Test
  void theLatestProcessesCount() throws IOException {
    Path file = folder.resolve("b.csv");
    SpreadRow first = new SpreadRow("haystack_30", 2, 1, 6, 1.25, 500, 5.5, "v");
    SpreadRow second = new SpreadRow("haystack_30", 2, 2, 9, 1.75, 500, 5.5, "v");
    Csv.append(file, on("2026-01-02", "old"), SpreadRow.class, List.of(first));
    Csv.append(file, on("2026-01-03", "new"), SpreadRow.class, List.of(first, second));
    assertThat(HowFastPage.of(HowFast.of(folder)))
        .contains("| haystack_30 | Some CPU | 2 | 2 | 7.50 | 6.00 | 9.00 | 1.50 | 1.50 | 1.75 |\n")
        .endsWith("\nMeasured 2026-01-03 at commit new on Some CPU, 2 cores, Java Some 25.\n");
  }

  /** Set {@code -Dgraft.docs=write} to write the page again instead of comparing it. */
  @Test
  void thePageOfTheDocumentationIsThatOfItsData() throws IOException {
    HowFast data = HowFast.of(DOCS.resolve("bench"));
    Path page = DOCS.resolve("how-fast.md");
    Path picture = DOCS.resolve("how-fast.svg");
    if ("write".equals(System.getProperty("graft.docs"))) {
      Files.writeString(page, HowFastPage.of(data));
      Files.writeString(picture, HowFastChart.svg(data.newest()));
    }
    String stale = "stale: run the tests once with -Dgraft.docs=write";
    assertThat(page).as(stale).hasContent(HowFastPage.of(data));
    assertThat(Files.readString(picture))
        .as(stale)
        .contains(HowFastChart.description(data.newest()));
  }
}
