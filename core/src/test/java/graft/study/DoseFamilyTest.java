package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.DoseFamily.Dose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoseFamilyTest {
  private static final String COPY =
      """
        copy:
          procedure: {name: identity, vocabulary: 6, length: 4}
          tied: false
          training: {steps: 30, batch: 8, learningRate: 1e-2, warmup: 5, heldOut: 20, evaluateEvery: 10}
      """;

  @TempDir Path folder;

  /** The small study with these pretrainings. */
  private List<DoseFamily> families(String... pretrainings) throws IOException {
    assertThat(Studies.SMALL).contains(COPY);
    String text = Studies.SMALL.replace(COPY, String.join("", pretrainings));
    return DoseFamily.all(StudyReader.read(Studies.write(folder, text)));
  }

  private static String copy(String label, long steps) {
    return COPY.replace("copy:", label + ":").replace("steps: 30", "steps: " + steps);
  }

  @Test
  void theDoseStudyHasTwo() {
    List<DoseFamily> families = DoseFamily.all(StudyReader.read(Path.of("../studies/dose.yaml")));
    assertThat(families).extracting(DoseFamily::label).containsExactly("k-dyck", "identity");
    assertThat(families.getFirst().doses())
        .hasSize(5)
        .startsWith(new Dose("k-dyck, 1,000 steps", 1000))
        .endsWith(new Dose("k-dyck, 100,000 steps", 100_000));
    assertThat(families.getLast().doses()).hasSize(4);
    assertThat(families.getLast().arms()).containsExactly("full", "attention");
  }

  @Test
  void otherStudiesHaveNone() {
    for (String name : List.of("paper-perturbation", "what-transfers", "copy-by-content")) {
      Study study = StudyReader.read(Path.of("../studies/" + name + ".yaml"));
      assertThat(DoseFamily.all(study)).as(name).isEmpty();
    }
  }

  @Test
  void dosesRiseWhateverOrderAndLabels() throws IOException {
    assertThat(families(copy("much", 300), copy("none", 0), copy("little", 20)))
        .singleElement()
        .returns("much", DoseFamily::label)
        .returns(
            List.of(new Dose("none", 0), new Dose("little", 20), new Dose("much", 300)),
            DoseFamily::doses);
  }

  @Test
  void anythingElseThatDiffersMakesAnotherFamily() throws IOException {
    String rate = copy("b", 60).replace("1e-2", "2e-2");
    String tied = copy("c", 90).replace("tied: false", "tied: true");
    String rule = copy("d", 120).replace("vocabulary: 6", "vocabulary: 7");
    assertThat(families(copy("a", 30), rate, tied, rule)).isEmpty();
    assertThat(families(copy("a", 30), rate, copy("e", 40)))
        .singleElement()
        .returns(List.of(new Dose("a", 30), new Dose("e", 40)), DoseFamily::doses);
  }

  @Test
  void familiesOfOneNameAreToldApart() throws IOException {
    String rate = "1e-2";
    assertThat(
            families(
                copy("a 1", 30),
                copy("a 2", 60),
                copy("a 3", 30).replace(rate, "2e-2"),
                copy("a 4", 60).replace(rate, "2e-2")))
        .extracting(DoseFamily::label)
        .containsExactly("a 1 and on", "a 3 and on");
  }

  @Test
  void aStudyCutToOneDoseHasNone() {
    Study study = StudyReader.read(Path.of("../studies/dose.yaml"));
    assertThat(DoseFamily.all(new Cut(null, null, 500L).of(study, false))).isEmpty();
  }

  @Test
  void labelsShareWholeWords() {
    assertThat(CommonLabel.of(List.of("a, 1,000 steps", "a, 10,000 steps"), "x")).isEqualTo("a");
    assertThat(CommonLabel.of(List.of("1 step of a", "3 step of a"), "x")).isEqualTo("step of a");
    assertThat(CommonLabel.of(List.of("short", "long"), "x")).isEqualTo("x");
    assertThat(CommonLabel.of(List.of("a b", "a"), "x")).isEqualTo("a");
  }
}
