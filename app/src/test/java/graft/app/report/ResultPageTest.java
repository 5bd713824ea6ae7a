package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import graft.statistics.Summary;
import graft.study.StudyResult;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
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

  /** Both trials, and one that is not there. */
  private static StudyResult result() {
    Row row =
        new Row(
            "identity, \"published\"",
            "attention",
            "haystack",
            "accuracy",
            Summary.of(98, 99.5),
            List.of(98.0, 99.5),
            99.0,
            List.of(new Missing(3, "def", "diverged, at step 5"), new Missing(4, "ghi", null)),
            null);
    return new StudyResult("s", List.of(row), TRIALS, List.of(), 0);
  }

  @Test
  void csvComesBackAsItWas() throws IOException {
    String csv = TrialsCsv.of(result());
    assertThat(csv.lines())
        .hasSize(5)
        .first()
        .asString()
        .startsWith("pretrain,arm,task,metric,seed,value,")
        .endsWith(",processor,state");
    assertThat(TrialsCsv.read(csv)).isEqualTo(TRIALS);
  }

  @Test
  void csvHasTrialsWithoutAResult() {
    assertThat(TrialsCsv.of(result()).lines().skip(3))
        .containsExactly(
            "\"identity, \"\"published\"\"\",attention,haystack,accuracy,3,,99.0,,def,,,,,,,"
                + "\"none: diverged, at step 5\"",
            "\"identity, \"\"published\"\"\",attention,haystack,accuracy,4,,99.0,,ghi,,,,,,,"
                + "unfinished");
  }

  @Test
  void thePageHasOneRowForAllSeeds() {
    assertThat(ResultPage.of("s", TRIALS))
        .contains(
            "| identity, \"published\" | attention | haystack | accuracy | 98.8 | 1.1 | [98.0, 99.5] |"
                + " 98.0, 99.5 | 1000, 2000 | 99.0 |")
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
