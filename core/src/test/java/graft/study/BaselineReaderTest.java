package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.study.Study.Baseline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineReaderTest {
  @TempDir Path folder;

  private Study read(String more) throws IOException {
    return StudyReader.read(Studies.write(folder, Studies.SMALL + more));
  }

  @Test
  void theArmThatTakesNothingIsTheBaseline() throws IOException {
    assertThat(read("").baseline()).isEqualTo(new Baseline(null, "random"));
  }

  @Test
  void twoArmsThatTakeNothingLeaveItOpen() throws IOException {
    String two = Studies.SMALL.replace("{take: [attention]}", "{take: nothing}");
    assertThat(StudyReader.read(Studies.write(folder, two)).baseline()).isNull();
  }

  @Test
  void whatIsDoneToAFreshModelIsNoBaseline() throws IOException {
    String more =
        Studies.SMALL.replace(
            "{take: [attention]}",
            "{take: nothing, perturb: {noise: 1}}\n  still: {take: nothing, freeze: attention}");
    assertThat(StudyReader.read(Studies.write(folder, more)).baseline())
        .isEqualTo(new Baseline(null, "random"));
  }

  @Test
  void anArmThatNamesItsDonorsHasOneRow() throws IOException {
    String named = Studies.SMALL.replace("{take: [attention]}", "{from: copy, take: attention}");
    String more = named + "baseline: {arm: attention}";
    assertThat(StudyReader.read(Studies.write(folder, more)).baseline())
        .isEqualTo(new Baseline(null, "attention"));
    for (String wrong :
        List.of(
            named + "baseline: {pretrain: copy, arm: attention}",
            named + "  - {pretrain: copy, arm: attention, task: recall, value: 1}")) {
      Path file = Studies.write(folder, wrong);
      assertThatThrownBy(() -> StudyReader.read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("arm 'attention' names its donors, so it has no row of 'copy'");
    }
  }

  @Test
  void anyRowCanBeNamed() throws IOException {
    assertThat(read("baseline: {arm: full}").baseline()).isEqualTo(new Baseline(null, "full"));
    assertThat(read("baseline: {pretrain: copy, arm: full}").baseline())
        .isEqualTo(new Baseline("copy", "full"));
  }

  @Test
  void whatTheStudyDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> read("baseline: {arm: randm}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no arm 'randm' in this study; did you mean 'random'?");
    assertThatThrownBy(() -> read("baseline: {pretrain: sort, arm: random}"))
        .hasMessageContaining("there is no pretraining 'sort'");
    assertThatThrownBy(() -> read("baseline: {task: recall, arm: random}"))
        .hasMessageContaining("'task'");
    assertThatThrownBy(() -> read("baseline: {pretrain: copy}")).hasMessageContaining("'arm'");
  }
}
