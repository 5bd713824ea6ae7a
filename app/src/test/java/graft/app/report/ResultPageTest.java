package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.StudyResult.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultPageTest {
  private static final List<Trial> TRIALS = List.of(trial(1, 98), trial(2, 99.5));

  private static Trial trial(long seed, double value) {
    return new Trial(
        "identity, \"published\"",
        "attention",
        "haystack",
        "accuracy",
        seed,
        value,
        99.0,
        1000 * seed,
        "abc",
        "1234567",
        "vector (512-bit vectors)",
        "2026-01-02T03:04:05Z",
        12.34,
        "Some 25",
        "Some CPU");
  }

  @Test
  void csvComesBackAsItWas() throws IOException {
    String csv = TrialsCsv.of(TRIALS);
    assertThat(csv.lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("pretrain,arm,task,metric,seed");
    assertThat(TrialsCsv.read(csv)).isEqualTo(TRIALS);
  }

  @Test
  void thePageHasOneRowForAllSeeds() {
    assertThat(ResultPage.of("s", TRIALS))
        .contains(
            "| identity, \"published\" | attention | haystack | accuracy | 98.8 | 1.1 | 98.0, 99.5 |"
                + " 1000, 2000 | 99.0 |")
        .contains(
            "Computed 2026-01-02 by commit 1234567 with vector (512-bit vectors) on Some CPU");
  }

  /** Set {@code -Dgraft.docs=write} to write the pages again instead of comparing them. */
  @Test
  void thePagesOfTheDocumentationAreThoseOfTheirData() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../docs/results"))) {
      List<Path> data = files.filter(file -> file.toString().endsWith(".csv")).toList();
      assertThat(data).isNotEmpty();
      for (Path csv : data) {
        String study = csv.getFileName().toString().replace(".csv", "");
        Path page = csv.resolveSibling(study + ".md");
        String text = ResultPage.of(study, TrialsCsv.read(Files.readString(csv)));
        if ("write".equals(System.getProperty("graft.docs"))) {
          Files.writeString(page, text);
        }
        assertThat(page).as("stale: run the tests once with -Dgraft.docs=write").hasContent(text);
      }
    }
  }
}
