package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.StudyResult.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed run leaves in the store, and what takes it away. */
class FailureTest {
  private static final String ARITHMETIC = "vector-2";

  @TempDir Path folder;
  private final LocalRunner runner = new LocalRunner("vector", 2);

  private Study read(String text) throws IOException {
    return StudyReader.read(Studies.write(folder, text.replace("[1, 2]", "[1]")));
  }

  private static List<String> reasons(StudyResult result, String arm) {
    return result.rows().stream()
        .filter(row -> row.arm().equals(arm))
        .flatMap(row -> row.missing().stream())
        .map(Missing::failure)
        .map(String::valueOf)
        .toList();
  }

  @Test
  void aReportKnowsWhyARunFailed() throws Exception {
    // Each step of such a decay multiplies the weights by about minus a million.
    Study wild =
        read(
            Studies.SMALL.replace(
                "learningRate: 1e-2", "learningRate: 1000, weightDecay: 1000, schedule: constant"));
    Store store = Store.open(folder.resolve("store"));
    StudyResult run = runner.run(wild, store, new StudyObserver() {});
    assertThat(run.failures()).singleElement().asString().startsWith("pretrain copy, seed 1: ");
    StudyResult later = StoredStudy.read(wild, ARITHMETIC, store).result();
    assertThat(later.failures()).isEqualTo(run.failures());
    assertThat(later.rows()).isEqualTo(run.rows());
    assertThat(reasons(later, "full")).hasSize(2).allMatch(text -> text.contains("diverged"));
    assertThat(reasons(later, "random")).isEmpty();
    assertThat(folder.resolve("store/failed")).isDirectoryContaining("glob:**.json");
  }

  @Test
  void aLaterResultTakesTheTraceAway() throws Exception {
    Study study = read(Studies.SMALL);
    Store store = Store.open(folder.resolve("store"));
    Path failed = Files.createDirectories(folder.resolve("store/failed"));
    String donor = new Plan(study, ARITHMETIC).nodes().iterator().next().id();
    Files.writeString(failed.resolve(donor + ".json"), "{\"reason\": \"no luck\"}");
    StudyResult before = StoredStudy.read(study, ARITHMETIC, store).result();
    assertThat(before.failures()).containsExactly("pretrain copy, seed 1: no luck");
    assertThat(reasons(before, "attention"))
        .containsOnly("pretrain copy, seed 1: no luck")
        .hasSize(2);
    assertThat(reasons(before, "random")).containsOnly("null").hasSize(2);
    assertThat(runner.run(study, store, new StudyObserver() {}).failures()).isEmpty();
    assertThat(failed).isEmptyDirectory();
    assertThat(StoredStudy.read(study, ARITHMETIC, store).result().failures()).isEmpty();
  }

  @Test
  void aTraceThatCannotBeReadIsStillATrace() throws Exception {
    Path file = Files.writeString(folder.resolve("abc.json"), "{\"reas");
    assertThat(FailureFile.reason(file)).isEqualTo("for a reason that abc.json no longer tells");
    assertThat(FailureFile.reason(folder.resolve("none.json"))).isNull();
  }
}
