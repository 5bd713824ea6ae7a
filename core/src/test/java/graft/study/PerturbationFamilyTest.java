package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import graft.study.Perturbation.Kind;
import graft.study.PerturbationFamily.Dose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerturbationFamilyTest {
  @TempDir Path folder;

  /** The small study with these arms beside the random one. */
  private List<PerturbationFamily> families(String... arms) throws IOException {
    return PerturbationFamily.all(StudyReader.read(file(arms)));
  }

  private Path file(String... arms) throws IOException {
    return Studies.write(
        folder,
        Studies.SMALL
            .replace("layers: 1", "layers: 3")
            .replace("  full: {take: all, embedding: average}\n", "")
            .replace("attention: {take: [attention]}", String.join("\n  ", arms)));
  }

  @Test
  void thePublishedStudyHasThreeKinds() {
    Study study = StudyReader.read(Path.of("../studies/paper-perturbation.yaml"));
    assertThat(PerturbationFamily.all(study))
        .containsExactly(
            new PerturbationFamily(
                Kind.NOISE,
                "attention",
                List.of(
                    new Dose("noise 0.03", 0.03),
                    new Dose("noise 0.1", 0.1),
                    new Dose("noise 0.3", 0.3),
                    new Dose("noise 1", 1),
                    new Dose("noise 3", 3)),
                "attention",
                List.of("identity")),
            new PerturbationFamily(
                Kind.PRUNE,
                "attention",
                List.of(new Dose("pruned by half", 0.5), new Dose("pruned to a fifth", 0.8)),
                "attention",
                List.of("identity")),
            new PerturbationFamily(
                Kind.LOW_RANK,
                "attention",
                List.of(new Dose("rank 2", 2), new Dose("rank 4", 4), new Dose("rank 8", 8)),
                "attention",
                List.of("identity")));
  }

  @Test
  void otherStudiesHaveNone() {
    for (String name : List.of("dose", "paper-composition", "layers-and-heads", "quickstart")) {
      Study study = StudyReader.read(Path.of("../studies/" + name + ".yaml"));
      assertThat(PerturbationFamily.all(study)).as(name).isEmpty();
    }
  }

  @Test
  void whatIsTakenMustBeTheSame() throws IOException {
    assertThat(
            families(
                "a: {take: attention, perturb: {noise: 0.1}}",
                "b: {take: mlp, perturb: {noise: 0.2}}",
                "c: {take: attention, freeze: mlp, perturb: {noise: 0.3}}"))
        .isEmpty();
  }

  @Test
  void labelsAndOrderDoNotCount() throws IOException {
    assertThat(
            families(
                "z: {take: attention, perturb: {noise: 1}}",
                "whole: {take: attention}",
                "y: {transplant: [{take: attention, perturb: {noise: 0.5}}]}",
                "again: {take: attention, perturb: {noise: 1}}"))
        .singleElement()
        .isEqualTo(
            new PerturbationFamily(
                Kind.NOISE,
                "whole",
                List.of(new Dose("y", 0.5), new Dose("z", 1)),
                "whole",
                List.of("copy")));
  }

  @Test
  void strengthZeroIsTheUndamagedOneIfTheStudyHasNoOther() throws IOException {
    assertThat(
            families(
                "n 0: {take: attention, perturb: {noise: 0}}",
                "n 1: {take: attention, perturb: {noise: 1}}",
                "n 2: {take: attention, perturb: {noise: 2}}"))
        .singleElement()
        .returns("n 0", PerturbationFamily::undamaged)
        .returns(List.of(new Dose("n 1", 1), new Dose("n 2", 2)), PerturbationFamily::doses);
  }

  @Test
  void withoutAnUndamagedArmTheLabelIsWhatTheLabelsShare() throws IOException {
    assertThat(
            families(
                "attention, noise 1: {take: attention, perturb: {noise: 1}}",
                "attention, noise 2: {take: attention, perturb: {noise: 2}}"))
        .singleElement()
        .returns(null, PerturbationFamily::undamaged)
        .returns("attention, noise", PerturbationFamily::label);
  }

  @Test
  void familiesOfOneNameAreToldApart() throws IOException {
    assertThat(
            families(
                "noise 1: {take: attention, perturb: {noise: 1}}",
                "noise 2: {take: attention, perturb: {noise: 2}}",
                "noise 3: {take: mlp, perturb: {noise: 1}}",
                "noise 4: {take: mlp, perturb: {noise: 2}}"))
        .extracting(PerturbationFamily::label)
        .containsExactly("noise 1 and on", "noise 3 and on");
  }

  @Test
  void aSecondPerturbationStaysAsItIs() throws IOException {
    assertThat(
            families(
                "a: {take: attention, perturb: [{prune: 0.5}, {noise: 1}]}",
                "b: {take: attention, perturb: [{prune: 0.5}, {noise: 2}]}",
                "c: {take: attention, perturb: {prune: 0.5}}",
                "d: {take: attention}"))
        .singleElement()
        .returns("c", PerturbationFamily::undamaged)
        .returns(Kind.NOISE, PerturbationFamily::kind);
  }

  @Test
  void layersApartHaveOneStrengthTogether() throws IOException {
    assertThat(
            families(
                "a: {take: attention, layers: [0, 2], perturb: {noise: 1}}",
                "b: {take: attention, layers: [0, 2], perturb: {noise: 2}}",
                "c: {take: attention, layers: [0, 2]}"))
        .singleElement()
        .returns("c", PerturbationFamily::undamaged);
  }

  @Test
  void oneOfTwoStrengthsMayVary() throws IOException {
    assertThat(
            families(
                "a: {transplant: [{take: attention, perturb: {noise: 1}}, {take: mlp, perturb: {noise: 1}}]}",
                "b: {transplant: [{take: attention, perturb: {noise: 1}}, {take: mlp, perturb: {noise: 2}}]}"))
        .singleElement()
        .returns(List.of(new Dose("a", 1), new Dose("b", 2)), PerturbationFamily::doses);
  }

  @Test
  void armsThatAreTheSameForAllPretrainingsHaveOneSource() throws IOException {
    assertThat(
            families(
                "a: {take: nothing, perturb: {noise: 1}}",
                "b: {take: nothing, perturb: {noise: 2}}",
                "c: {take: attention, from: copy, perturb: {noise: 1}}",
                "d: {take: attention, from: copy, perturb: {noise: 2}}"))
        .extracting(PerturbationFamily::undamaged, PerturbationFamily::sources)
        .containsExactly(tuple("random", List.of("copy")), tuple(null, List.of(Study.NAMED)));
  }
}
