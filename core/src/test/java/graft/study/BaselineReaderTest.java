package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.study.Study.Baseline;
import java.io.IOException;
import java.nio.file.Path;
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
