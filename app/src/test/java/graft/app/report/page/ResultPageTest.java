package graft.app.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.app.report.TrialsCsv;
import graft.engine.Engines;
import graft.statistics.Summary;
import graft.study.Cut;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyReader;
import graft.study.StudyResult;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPageTest {
  private static final String ARITHMETIC = Engines.create("vector").arithmetic();

  private static final String STUDY =
      """
      study: s
      question: Does it help?
      seeds: 3
      quick: {steps: 5}
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        identity, "published":
          procedure: {name: identity, vocabulary: 6, length: 4}
      arms:
        attention: {take: attention}
      tasks:
        haystack: {procedure: {name: haystack, pairs: 2}}
      published:
        - {arm: attention, task: haystack, value: 99.0}
      """;

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

  private static Study study(Path folder) throws IOException {
    return StudyReader.read(Files.writeString(folder.resolve("s.yaml"), STUDY));
  }

  @Test
  void thePageHasOneRowForAllSeeds(@TempDir Path folder) throws IOException {
    assertThat(ResultPage.of(study(folder), TRIALS, ARITHMETIC))
        .contains(
            "| identity, \"published\" | attention | haystack | accuracy | 98.8 | 1.1 | [98.0, 99.5] |"
                + " \u2014 | 98.0, 99.5 | 1000, 2000 | 99.0 |")
        .contains("Computed 2026-01-02 by commit 1234567 with vector (512-bit vectors) on Some CPU")
        .contains("an earlier version of the study");
  }

  @Test
  void trialsThatAreNotOfTheStudyAreRefused(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("s.yaml"),
        STUDY.replace("attention: {", "attending: {").replace("arm: attention", "arm: attending"));
    Study other = StudyReader.read(folder.resolve("s.yaml"));
    assertThatThrownBy(() -> ResultPage.of(other, TRIALS, ARITHMETIC))
        .hasMessageContaining("has no row of")
        .hasMessageContaining("arm 'attention'");
  }

  @Test
  void thePageNamesTheOptionsThatComputeItsRecipes(@TempDir Path folder) throws IOException {
    Study study = study(folder);
    for (String options : List.of("", " --steps 7", " --quick", " --quick --seeds 2,4")) {
      Cut cut =
          new Cut(
              options.contains("--seeds") ? List.of(2L, 4L) : null,
              options.contains("--steps") ? (Long) 7L : null,
              null);
      Study made = cut.of(study, options.contains("--quick"));
      List<Trial> trials =
          made.seeds().stream()
              .flatMap(
                  seed ->
                      StoredStudy.names(
                              new Cut(List.of(seed), null, null).of(made, false), ARITHMETIC)
                          .stream()
                          .map(recipe -> named(seed, recipe, made)))
              .toList();
      assertThat(ResultPage.options(study, trials, ARITHMETIC)).isEqualTo(options);
    }
  }

  private static Trial named(long seed, String recipe, Study study) {
    long steps = study.tasks().getFirst().training().steps();
    return new Trial(
        "p", "a", "t", "accuracy", seed, 1, null, steps, recipe, "", "", "", 1, "", "");
  }

  /** Set {@code -Dgraft.docs=write} to write the pages again instead of comparing them. */
  @Test
  void thePagesOfTheDocumentationAreThoseOfTheirData() throws IOException {
    Map<String, StudyResult> results = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("../docs/results"))) {
      List<Path> data = files.filter(file -> file.toString().endsWith(".csv")).toList();
      assertThat(data).isNotEmpty();
      for (Path csv : data) {
        String name = csv.getFileName().toString().replace(".csv", "");
        Study study = StudyReader.read(Path.of("../studies/" + name + ".yaml"));
        List<Trial> trials = TrialsCsv.read(Files.readString(csv));
        results.put(name, StudyResult.tabulated(study, trials));
        isUpToDate(csv.resolveSibling(name + ".md"), ResultPage.of(study, trials, ARITHMETIC));
      }
    }
    Path page = Path.of("../docs/reproduction.md");
    isUpToDate(page, ReproductionPage.of(Files.readString(page), results));
  }

  private static void isUpToDate(Path page, String text) throws IOException {
    if ("write".equals(System.getProperty("graft.docs"))) {
      Files.writeString(page, text);
    }
    assertThat(page).as("stale: run the tests once with -Dgraft.docs=write").hasContent(text);
  }

  @Test
  void tablesOfTheReproductionStandBetweenTheirMarks(@TempDir Path folder) throws IOException {
    Map<String, StudyResult> results = Map.of("s", StudyResult.tabulated(study(folder), TRIALS));
    String text =
        "Before.\n<!-- paper -->\nold | $1\n<!-- end -->\nBetween.\n<!-- rows s -->\n<!-- end -->\n";
    String page = ReproductionPage.of(text, results);
    assertThat(page)
        .startsWith("Before.\n<!-- paper -->\n\n| study |")
        .contains(
            "| s | identity, \"published\" | attention | haystack | 99.0 | 98.8 | [98.0, 99.5] | 2 |"
                + " 1000, 2000 |\n\n<!-- end -->\nBetween.\n<!-- rows s -->\n\n| pretraining |")
        .doesNotContain("old");
    assertThat(ReproductionPage.of(page, results)).isEqualTo(page);
    assertThatThrownBy(() -> ReproductionPage.of("<!-- rows t -->\n<!-- end -->\n", results))
        .hasMessage("no committed trials of study 't'");
  }
}
