package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
  @TempDir Path folder;

  private Study read(String text) throws IOException {
    return StudyReader.read(Studies.write(folder, text));
  }

  private static Set<String> names(Study study) {
    return new Plan(study, "any").nodes().stream().map(Plan.Node::id).collect(Collectors.toSet());
  }

  @Test
  void nothingToChangeChangesNothing() throws IOException {
    Study study = read(Studies.SMALL);
    assertThat(Cut.NONE.of(study, false)).isEqualTo(study);
    // It is quicker than quick already.
    assertThat(Cut.NONE.of(study, true)).isEqualTo(study);
  }

  @Test
  void aCutStudyIsTheStudyThatOneWouldHaveWritten() throws IOException {
    Study cut = new Cut(List.of(4L, 7L), 15L, 25L).of(read(Studies.SMALL), false);
    Study written =
        read(
            Studies.SMALL
                .replace("seeds: [1, 2]", "seeds: [4, 7]")
                .replace("steps: 40", "steps: 15")
                .replace("steps: 30", "steps: 25"));
    assertThat(names(cut)).isEqualTo(names(written)).hasSize(8);
    assertThat(cut.changes())
        .containsExactly(
            "seeds 4, 7 instead of 1, 2",
            "at most 25 pretraining steps instead of 30",
            "at most 15 fine-tuning steps instead of 40");
    assertThat(written.changes()).isEmpty();
  }

  @Test
  void whatIsNotCutKeepsItsNames() throws IOException {
    Study study = read(Studies.SMALL);
    Set<String> common = new HashSet<>(names(study));
    common.retainAll(names(new Cut(null, 15L, null).of(study, false)));
    assertThat(common).as("the two donors").hasSize(2);
    Set<String> seedOne = names(new Cut(List.of(1L), null, null).of(study, false));
    assertThat(names(study)).containsAll(seedOne);
    assertThat(seedOne).hasSize(4);
  }

  @Test
  void quickIsWhatTheStudySaysAndNeverLonger() throws IOException {
    Study study = read(Studies.SMALL + "quick: {seeds: [2], steps: 20, pretrainSteps: 3000}\n");
    Study quick = Cut.NONE.of(study, true);
    assertThat(quick.seeds()).containsExactly(2L);
    assertThat(quick.tasks().getFirst().training().steps()).isEqualTo(20);
    assertThat(quick.pretrainings().getFirst().training().steps()).isEqualTo(30);
    assertThat(quick.changes())
        .containsExactly("seed 2 instead of 1, 2", "at most 20 fine-tuning steps instead of 40");
    assertThat(Cut.NONE.of(study, false).changes()).isEmpty();
  }

  @Test
  void optionsPrevailOverQuick() throws IOException {
    Study study = read(Studies.SMALL + "quick: {seeds: 1, steps: 20, pretrainSteps: 10}\n");
    Study cut = new Cut(List.of(1L, 2L), 35L, null).of(study, true);
    assertThat(cut.changes())
        .containsExactly(
            "at most 10 pretraining steps instead of 30",
            "at most 35 fine-tuning steps instead of 40");
  }

  @Test
  void quickMayLeaveCellsOutAndTakeASmallerModel() throws IOException {
    String quick = "quick: {model: {layers: 1, heads: 2, width: 4}, exclude: [{arm: random}]}\n";
    Study study = read(Studies.SMALL + quick);
    Study cut = Cut.NONE.of(study, true);
    assertThat(cut.shape()).isEqualTo(new Study.Shape(1, 2, 4));
    assertThat(Matrix.cells(cut)).extracting(cell -> cell.arm().label()).doesNotContain("random");
    assertThat(cut.changes())
        .containsExactly(
            "layers 1, heads 2, width 4 instead of layers 1, heads 2, width 8", "2 of 3 rows");
    assertThat(Cut.NONE.of(study, false).changes()).isEmpty();
  }

  @Test
  void quickMayNotLeaveNothing() throws IOException {
    String labels =
        String.join(", ", read(Studies.SMALL).arms().stream().map(Study.Arm::label).toList());
    assertThatThrownBy(() -> read(Studies.SMALL + "quick: {exclude: [{arm: [" + labels + "]}]}\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("leave nothing of the study");
  }

  @Test
  void armsMustFitTheQuickModel() throws IOException {
    String second =
        Studies.SMALL
            .replace("layers: 1", "layers: 2")
            .replace("arms:\n", "arms:\n  second: {take: attention, layers: 1}\n");
    read(second);
    assertThatThrownBy(() -> read(second + "quick: {model: {layers: 1, heads: 2, width: 8}}\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("layers");
  }

  @Test
  void quickWithoutAWordFromTheStudy() throws IOException {
    Study study =
        read(
            Studies.SMALL
                .replace("[1, 2]", "12")
                .replace("steps: 40", "steps: 4000")
                .replace("steps: 30", "steps: 30000"));
    Study quick = Cut.NONE.of(study, true);
    assertThat(quick.changes())
        .containsExactly(
            "seeds 1 to 3 instead of 1 to 12",
            "at most 10000 pretraining steps instead of 30000",
            "at most 3000 fine-tuning steps instead of 4000");
  }

  @Test
  void changesOfSomeTasksNameThem() throws IOException {
    String recall = Studies.SMALL.substring(Studies.SMALL.indexOf("  recall:"));
    String second = recall.substring(0, recall.indexOf("metrics:")).replace("40\n", "90\n");
    Study study =
        read(Studies.SMALL.replace("metrics:", second.replace("recall:", "longer:") + "metrics:"));
    assertThat(new Cut(null, 40L, null).of(study, false).changes())
        .containsExactly("at most 40 fine-tuning steps instead of 90 on longer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"3 | 3", "1,2,5 | -1", "5, | -5", "' 2 , 9 ' | -2"})
  void seedsAreANumberOrAList(String word, long first) {
    List<Long> seeds = Cut.seeds(word);
    if (first > 0) {
      assertThat(seeds).isEqualTo(LongStream.rangeClosed(1, first).boxed().toList());
    } else {
      assertThat(seeds).first().isEqualTo(-first);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-3", "10001", "1,1", ",", "1,x", "x", "2.5", "1,,2"})
  void whatIsNoSeedsIsRefused(String word) {
    assertThatThrownBy(() -> Cut.seeds(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not '" + word + "'");
  }

  @Test
  void stepsHaveARange() {
    assertThatThrownBy(() -> new Cut(null, 0L, null))
        .hasMessage("steps must be from 1 to 1000000000, not 0");
    assertThatThrownBy(() -> new Cut(null, null, -1L))
        .hasMessage("pretrainSteps must be from 1 to 1000000000, not -1");
  }
}
