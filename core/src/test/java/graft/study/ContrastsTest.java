package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.study.StudyResult.ContrastRow;
import graft.study.StudyResult.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastsTest {
  private static final String TWO_RULES =
      Studies.SMALL
          .replace(
              "arms:\n",
              """
                sort:
                  procedure: {name: sort, vocabulary: 6, length: 4}
              arms:
              """)
          .replace("metrics: [accuracy, loss]", "metrics: [accuracy]");

  @TempDir Path folder;

  private final List<Trial> trials = new ArrayList<>();

  private Study read(String text) throws IOException {
    return StudyReader.read(Studies.write(folder, text));
  }

  /** Figures of seeds 1 and 2. */
  private void trials(String pretrain, String arm, double... values) {
    for (int i = 0; i < values.length; i++) {
      trials.add(
          new Trial(
              pretrain,
              arm,
              "recall",
              "accuracy",
              i + 1,
              values[i],
              null,
              1,
              "",
              "",
              "",
              "",
              1,
              "",
              ""));
    }
  }

  @Test
  void aContrastIsTheMeanDifferenceSeedBySeedForEachPretraining() throws IOException {
    Study study = read(TWO_RULES + "contrasts:\n  taken: {of: [full, attention], minus: random}\n");
    trials("copy", "random", 10, 20);
    trials("copy", "full", 50, 70);
    trials("copy", "attention", 90, 80);
    trials("sort", "random", 10);
    trials("sort", "full", 5, 6);
    trials("sort", "attention", 5, 6);
    List<ContrastRow> rows = Contrasts.of(study, trials);
    assertThat(rows).extracting(ContrastRow::pretrain).containsExactly("copy", "sort");
    // (50 + 90) / 2 - 10 = 60 and (70 + 80) / 2 - 20 = 55
    assertThat(rows.getFirst().paired().difference()).isCloseTo(57.5, within(1e-12));
    assertThat(rows.getFirst().paired().pairs()).isEqualTo(2);
    assertThat(rows.getFirst().paired().p()).isEqualTo(0.5);
    assertThat(rows.getFirst().holm()).isEqualTo(1);
    // Seed 2 has no random trial there.
    assertThat(rows.getLast().paired().pairs()).isEqualTo(1);
    assertThat(rows.getLast().paired().difference()).isCloseTo(-5, within(1e-12));
  }

  @Test
  void aContrastOfPretrainingsStandsOnce() throws IOException {
    Study study =
        read(
            TWO_RULES
                + """
                contrasts:
                  copying: {of: {pretrain: copy, arm: full}, minus: [{pretrain: sort, arm: full}]}
                """);
    trials("copy", "full", 50, 70);
    trials("sort", "full", 5, 6);
    List<ContrastRow> rows = Contrasts.of(study, trials);
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().pretrain()).isEmpty();
    assertThat(rows.getFirst().paired().difference()).isCloseTo(54.5, within(1e-12));
  }

  @Test
  void whatTheStudyLeavesOutHasNoContrast() throws IOException {
    String contrast = "contrasts:\n  taken: {of: full, minus: random}\n";
    String exclude = "exclude: [{pretrain: sort, arm: full}]\n";
    Study study = read(TWO_RULES + exclude + contrast);
    assertThat(Contrasts.of(study, trials))
        .extracting(ContrastRow::pretrain)
        .containsExactly("copy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{of: full, minus: randm} | there is no arm 'randm' in this study; did you mean 'random'?",
        "{of: full} | lacks the key 'minus'",
        "{of: [], minus: random} | 'of' is empty",
        "{of: {pretrain: kopy, arm: full}, minus: random} | there is no pretraining 'kopy'",
        "{of: full, minus: random, over: 3} | unknown key 'over'",
      })
  void badContrastsNameTheLine(String contrast, String message) {
    assertThatThrownBy(() -> read(TWO_RULES + "contrasts:\n  taken: " + contrast + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("study.yaml:30")
        .hasMessageContaining(message);
  }

  @Test
  void aContrastWithoutRowsIsRefused() {
    String text =
        TWO_RULES + "exclude: [{arm: full}]\n" + "contrasts:\n  taken: {of: full, minus: random}\n";
    assertThatThrownBy(() -> read(text)).hasMessageContaining("leaves out");
  }

  @Test
  void tablesAreMadeOfTrialsAlone() throws IOException {
    trials("copy", "random", 10, 20);
    trials("copy", "full", 50, 70);
    StudyResult result = StudyResult.tabulated(read(TWO_RULES), trials);
    assertThat(result.rows()).extracting(StudyResult.Row::arm).containsExactly("random", "full");
    StudyResult.Comparison comparison =
        Objects.requireNonNull(result.rows().getLast().comparison());
    assertThat(comparison.paired().difference()).isEqualTo(45);
    trials("copy", "all", 1);
    assertThatThrownBy(() -> StudyResult.tabulated(read(TWO_RULES), trials))
        .hasMessageContaining("no row of pretraining 'copy', arm 'all'");
  }
}
