package graft.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.Pretraining;
import graft.study.StoredStudy;
import graft.study.Study;
import graft.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyChartsTest {
  private static final String FOOTER =
      "study x \u00b7 recipes 0123456789ab \u00b7 commit "
          + "c0ffee123456, c0ffee123457, c0ffee123458, c0ffee123459, c0ffee12345a, c0ffee12345b";

  @TempDir Path folder;

  private static Study shipped(String name) {
    return StudyReader.read(Path.of("../studies/" + name + ".yaml"));
  }

  private Study read(String text) throws IOException {
    return StudyReader.read(Files.writeString(folder.resolve("study.yaml"), text));
  }

  /** Rising with the seed, all different. */
  private static StoredStudy full(Study study) {
    return HandMade.stored(
        study, List.of(), (pretrain, arm, task, seed) -> value(arm.label(), seed));
  }

  private static double value(String arm, long seed) {
    return Math.floorMod(arm.hashCode(), 90) + seed;
  }

  private static List<Chart> charts(Study study, StoredStudy stored) {
    return StudyCharts.all(study, stored, FOOTER);
  }

  private static Chart chart(List<Chart> charts, String name) {
    return charts.stream().filter(chart -> chart.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy-by-content",
        "dose",
        "embedding-confound",
        "layers-and-heads",
        "paper-composition",
        "paper-data-control",
        "paper-headline",
        "paper-perturbation",
        "paper-rules-by-tasks",
        "scoring",
        "what-transfers"
      })
  void noTextOfAShippedStudyLiesOnAnother(String name) {
    Study study = shipped(name);
    charts(study, full(study)).forEach(Layout::requireLegible);
    StoredStudy few =
        HandMade.stored(study, List.of(), (pretrain, arm, task, seed) -> seed == 1 ? 100.0 : null);
    charts(study, few).forEach(Layout::requireLegible);
  }

  @Test
  void onlyStudiesWithSuchFamiliesHaveTheirFigures() {
    assertThat(charts(shipped("quickstart"), full(shipped("quickstart"))))
        .extracting(Chart::name)
        .containsExactly("heat-map-accuracy", "transfer-accuracy", "curves-accuracy");
    assertThat(names("paper-perturbation")).contains("perturbation-accuracy").hasSize(4);
    assertThat(names("paper-composition")).contains("composition-accuracy").hasSize(4);
    assertThat(names("dose")).contains("dose-accuracy").hasSize(4);
  }

  private static List<String> names(String study) {
    return charts(shipped(study), full(shipped(study))).stream().map(Chart::name).toList();
  }

  @Test
  void manySeriesWithLongLabelsAreLegible() throws IOException {
    StringBuilder text =
        new StringBuilder("study: many\nseeds: 2\nmodel: {layers: 2}\npretrain:\n");
    for (int i = 0; i < 10; i++) {
      text.append(
              "  a pretraining with quite a long name that goes on and on, number %d:\n"
                  .formatted(i))
          .append(
              "    procedure: {name: identity, vocabulary: %d, length: 20}\n"
                  .formatted(100 + i / 5))
          .append("    training: {steps: %d}\n".formatted((int) Math.pow(10, 2 + i % 5)));
    }
    text.append(
        "arms:\n  random: {take: nothing}\n  the attention of that model and nothing else: {take: attention}\n");
    for (int i = 0; i < 8; i++) {
      text.append(
              "  attention with noise of a strength that is %d tenths: {take: attention, perturb: {noise: 0.%d}}\n"
                  .formatted(i, i))
          .append("  pruned to %d: {take: attention, perturb: {prune: 0.%d}}\n".formatted(i, i))
          .append(
              "  low rank %d: {take: [attention, mlp], perturb: {low-rank: %d}}\n"
                  .formatted(i + 1, i + 1))
          .append(
              "  mlp %d: {transplant: [{take: attention}, {from: 'a pretraining with quite a long name that goes on and on, number %d', take: mlp}]}\n"
                  .formatted(i, i));
    }
    text.append("tasks:\n");
    for (int i = 0; i < 2; i++) {
      text.append(
          "  finding a needle in a haystack, number %d: {procedure: haystack}\n".formatted(i));
    }
    text.append(
        "published:\n  - {arm: random, task: 'finding a needle in a haystack, number 1', value: 11.3}\n");
    text.append(
        "  - {arm: mlp 3, task: 'finding a needle in a haystack, number 1', value: 11.3}\n");
    Study study = read(text.toString());
    List<Chart> charts = charts(study, full(study));
    assertThat(charts)
        .extracting(Chart::name)
        .contains("perturbation-accuracy", "composition-accuracy", "dose-accuracy");
    charts.forEach(Layout::requireLegible);
    StoredStudy few =
        HandMade.stored(study, List.of(), (pretrain, arm, task, seed) -> seed == 1 ? 99.9 : null);
    charts(study, few).forEach(Layout::requireLegible);
  }

  @Test
  void perturbationsHaveAxesLevelsAndWhatIsMissing() {
    Study study = shipped("paper-perturbation");
    StoredStudy stored =
        HandMade.stored(
            study,
            List.of(),
            (pretrain, arm, task, seed) ->
                arm.label().equals("noise 3") || (arm.label().equals("rank 2") && seed > 2)
                    ? null
                    : value(arm.label(), seed));
    Chart chart = chart(charts(study, stored), "perturbation-accuracy");
    assertThat(Layout.texts(chart))
        .contains("noise on attention", "prune on attention", "low-rank on attention")
        .contains("noise, standard deviations of a tensor", "0.03", "0.1", "1", "3")
        .contains("pruned, % of the weights", "rank that is left", "full", "8", "4", "2")
        .contains("random weights", "without the perturbation", "seeds missing", "published")
        .contains("seeds missing: noise 3 (0 of 5)", "seeds missing: rank 2 (2 of 5)")
        .contains("token accuracy, %");
    assertThat(Layout.texts(chart).getLast()).contains("commit");
  }

  @Test
  void theDiagonalOfACompositionIsWhereItIsStated() throws IOException {
    Study study =
        read(
            """
            study: parts
            seeds: 2
            model: {layers: 2}
            pretrain:
              a: {procedure: identity}
              b: {procedure: reverse}
            arms:
              random: {take: nothing}
              attention: {take: attention}
              both: {take: [attention, mlp]}
              a with b: {transplant: [{from: a, take: attention}, {from: b, take: mlp}]}
              b with a: {transplant: [{from: b, take: attention}, {from: a, take: mlp}]}
            tasks:
              haystack: {procedure: haystack}
            published:
              - {pretrain: b, arm: both, task: haystack, value: 77.7}
            """);
    StoredStudy stored =
        HandMade.stored(
            study,
            List.of(),
            (pretrain, arm, task, seed) ->
                switch (pretrain + " " + arm.label()) {
                  case "a both" -> 10.0 + seed;
                  case "b both" -> 20.0 + seed;
                  case Study.NAMED + " a with b" -> 30.0 + seed;
                  case Study.NAMED + " b with a" -> seed == 1 ? 41.0 : null;
                  case "a attention" -> 50.0 + seed;
                  case "b attention" -> 60.0 + seed;
                  default -> 5.0;
                });
    Chart chart = chart(charts(study, stored), "composition-accuracy");
    assertThat(Layout.texts(chart))
        .containsSubsequence(
            "haystack",
            "MLP of",
            "attention of",
            "a",
            "b",
            "fresh", // columns
            "a",
            "11.5",
            "sd 0.7",
            "31.5",
            "sd 0.7",
            "51.5",
            "sd 0.7",
            "b",
            "41.0",
            "1 of 2 seeds",
            "21.5",
            "sd 0.7",
            "published 77.7",
            "61.5",
            "sd 0.7")
        .doesNotContain("5.0");
  }

  @Test
  void dosesStandAtTheStepsThatWereMade() {
    Study study = shipped("dose");
    List<Pretraining> made =
        List.of(
            new Pretraining("identity, 30,000 steps", 1, 12_000),
            new Pretraining("identity, 30,000 steps", 2, 16_000),
            new Pretraining("identity, 30,000 steps", 3, 20_000));
    Chart asked = chart(charts(study, full(study)), "dose-accuracy");
    Chart early =
        chart(
            charts(
                study,
                HandMade.stored(study, made, (p, arm, task, seed) -> value(arm.label(), seed))),
            "dose-accuracy");
    assertThat(Layout.texts(asked))
        .contains("pretraining: k-dyck", "pretraining: identity", "steps of pretraining", "0")
        .contains("1000", "3000", "10k", "30k", "100k", "full", "attention", "random weights");
    assertThat(Layout.texts(early).stream().filter("30k"::equals)).hasSize(1);
    assertThat(Layout.texts(asked).stream().filter("30k"::equals)).hasSize(2);
  }

  @Test
  void withoutResultsOfTheFamilyThereIsNoFigure() {
    Study study = shipped("dose");
    StoredStudy stored =
        HandMade.stored(study, List.of(), (p, arm, task, seed) -> arm.isFresh() ? 10.0 : null);
    assertThat(charts(study, stored)).extracting(Chart::name).doesNotContain("dose-accuracy");
  }
}
