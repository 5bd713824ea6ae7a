package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {
  private static final String ARITHMETIC = "vector-2";

  @TempDir Path folder;

  @Test
  void theStepsAreThoseThatWereMade() throws Exception {
    String text = Studies.SMALL.replace("steps: 30,", "steps: 30, stopAt: 0.001,");
    Study study = StudyReader.read(Studies.write(folder, text));
    Store store = Store.open(folder.resolve("store"));
    assertThat(StoredStudy.read(study, ARITHMETIC, store).pretrainings()).isEmpty();
    new LocalRunner("vector", 2).run(study, store, new StudyObserver() {});
    assertThat(StoredStudy.read(study, ARITHMETIC, store).pretrainings())
        .hasSize(2)
        .allSatisfy(p -> assertThat(p.steps()).isLessThan(30))
        .extracting(Pretraining::pretrain, Pretraining::seed)
        .containsExactly(tuple("copy", 1L), tuple("copy", 2L));
  }

  @Test
  void theMeanIsOverTheSeedsThatCount() {
    List<Pretraining> all =
        List.of(
            new Pretraining("a", 1, 100),
            new Pretraining("a", 2, 300),
            new Pretraining("a", 3, 900),
            new Pretraining("b", 1, 7));
    assertThat(Pretraining.steps(all, "a", 2)).hasValue(300);
    assertThat(Pretraining.steps(all, "a", 4)).isEmpty();
    assertThat(Pretraining.meanSteps(all, "a", List.of(1L, 2L), 1000)).isEqualTo(200);
    assertThat(Pretraining.meanSteps(all, "a", List.of(1L, 4L), 1000)).isEqualTo(550);
    assertThat(Pretraining.meanSteps(all, "a", List.of(), 1000)).isEqualTo(1000);
  }
}
