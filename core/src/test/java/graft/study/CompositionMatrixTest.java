package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.CompositionMatrix.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionMatrixTest {
  private static final String STUDY =
      """
      study: parts
      seeds: 1
      model: {layers: 2}
      pretrain:
        a: {procedure: identity}
        b: {procedure: reverse}
        c: {procedure: sort}
      arms:
        random: {take: nothing}
        ARMS
      tasks:
        haystack: {procedure: haystack}
      """;

  @TempDir Path folder;

  private List<CompositionMatrix> matrices(String... arms) throws IOException {
    String text = STUDY.replace("ARMS", String.join("\n  ", arms));
    return CompositionMatrix.all(StudyReader.read(Studies.write(folder, text)));
  }

  @Test
  void thePublishedStudyIsAFullMatrix() {
    Study study = StudyReader.read(Path.of("../studies/paper-composition.yaml"));
    CompositionMatrix matrix = CompositionMatrix.all(study).getFirst();
    List<String> rules = List.of("identity", "set", "k-dyck", "eca 110");
    assertThat(CompositionMatrix.all(study)).hasSize(1);
    assertThat(matrix.attention()).isEqualTo(rules);
    assertThat(matrix.mlp()).isEqualTo(rules);
    assertThat(matrix.along()).isEmpty();
    for (String attention : rules) {
      for (String mlp : rules) {
        assertThat(matrix.at(attention, mlp))
            .containsExactly(new Place(attention, "mlp of " + mlp));
      }
      assertThat(matrix.at(attention, null)).containsExactly(new Place(attention, "attention"));
      assertThat(matrix.at(null, attention)).containsExactly(new Place(attention, "mlp"));
    }
    assertThat(matrix.at(null, null)).hasSize(4).contains(new Place("set", "random"));
    assertThat(matrix.hasAttentionAlone()).isTrue();
    assertThat(matrix.hasMlpAlone()).isTrue();
  }

  @Test
  void otherStudiesHaveNone() {
    for (String name : List.of("paper-partial-transfer", "embedding-confound", "dose")) {
      Study study = StudyReader.read(Path.of("../studies/" + name + ".yaml"));
      assertThat(CompositionMatrix.all(study)).as(name).isEmpty();
    }
  }

  @Test
  void theDiagonalMayBeStatedByAnotherArm() throws IOException {
    CompositionMatrix matrix =
        matrices(
                "both: {take: [attention, mlp]}",
                "with b: {transplant: [{take: attention}, {from: b, take: mlp}]}",
                "a and c: {transplant: [{from: c, take: mlp}, {from: a, take: attention}]}")
            .getFirst();
    assertThat(matrix.attention()).containsExactly("a", "b", "c");
    assertThat(matrix.mlp()).containsExactly("a", "b", "c");
    assertThat(matrix.at("a", "b")).containsExactly(new Place("a", "with b"));
    assertThat(matrix.at("a", "c")).containsExactly(new Place(Study.NAMED, "a and c"));
    assertThat(matrix.at("a", "a")).containsExactly(new Place("a", "both"));
    assertThat(matrix.at("b", "b"))
        .containsExactly(new Place("b", "both"), new Place("b", "with b"));
    assertThat(matrix.at("c", "c")).containsExactly(new Place("c", "both"));
    assertThat(matrix.at("b", "a")).isEmpty();
    assertThat(matrix.hasAttentionAlone()).isFalse();
    assertThat(matrix.hasMlpAlone()).isFalse();
  }

  @Test
  void theLaterDonorHasTheLastWord() throws IOException {
    CompositionMatrix matrix =
        matrices("x: {transplant: [{take: [attention, mlp, ln]}, {from: b, take: mlp}]}")
            .getFirst();
    assertThat(matrix.along()).isEqualTo("ln with the attention");
    assertThat(matrix.at("a", "b")).containsExactly(new Place("a", "x"));
  }

  @Test
  void whatComesAlongIsRightOnTheDiagonalAndAlone() throws IOException {
    CompositionMatrix matrix =
        matrices(
                "attention: {take: attention}",
                "attention + ln: {take: [attention, ln]}",
                "mlp: {take: mlp}",
                "all: {take: [attention, mlp, ln]}",
                "x: {transplant: [{take: [attention, ln]}, {from: b, take: mlp}]}")
            .getFirst();
    assertThat(matrix.at("b", "b")).extracting(Place::arm).containsExactly("all", "x");
    assertThat(matrix.at("a", null)).containsExactly(new Place("a", "attention + ln"));
    assertThat(matrix.at(null, "b")).containsExactly(new Place("b", "mlp"));
  }

  @Test
  void aPartThatIsAlwaysTheSameMakesOneMatrix() throws IOException {
    List<CompositionMatrix> matrices =
        matrices("x: {transplant: [{take: attention}, {from: b, take: mlp}, {from: a, take: ln}]}");
    assertThat(matrices).hasSize(1);
    assertThat(matrices.getFirst().along()).isEqualTo("ln of a");
    assertThat(matrices.getFirst().attention()).containsExactly("a", "b", "c");
    assertThat(matrices.getFirst().mlp()).containsExactly("b");
  }

  @Test
  void otherFreezingOrDamageIsAnotherMatrix() throws IOException {
    List<CompositionMatrix> matrices =
        matrices(
            "x: {transplant: [{take: attention}, {from: b, take: mlp}]}",
            "y: {transplant: [{take: attention}, {from: b, take: mlp}], freeze: mlp}",
            "z: {transplant: [{take: attention, perturb: {noise: 1}}, {from: b, take: mlp}]}");
    assertThat(matrices)
        .extracting(CompositionMatrix::along)
        .containsExactly("", "mlp frozen", "attention perturbed");
  }

  @Test
  void partsOfPartsAndMergesAreNoComposition() throws IOException {
    assertThat(
            matrices(
                "x: {transplant: [{take: attention, layers: 0}, {from: b, take: mlp}]}",
                "y: {transplant: [{take: query-key}, {from: b, take: mlp}]}",
                "z: {transplant: [{take: attention}, {merge: {linear: [a, b]}, take: mlp}]}",
                "one: {take: [attention, mlp]}"))
        .isEmpty();
  }
}
