package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.analysis.Trait;
import graft.procedure.rule.Identity;
import graft.procedure.task.Haystack;
import graft.study.Plan.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionReaderTest {
  @TempDir Path folder;

  private Study read(String analyze) throws IOException {
    return StudyReader.read(Studies.write(folder, Studies.SMALL + analyze));
  }

  private void assertRefused(String analyze, String message) {
    assertThatThrownBy(() -> read(analyze))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void everythingCanBeAskedFor() throws IOException {
    Inspection all =
        read("""
                analyze:
                  samples: 8
                  heads: {procedure: {name: induction, keys: 2, values: 4, pairs: 4}}
                  probes: position
                  similarity: true
                  patching: true
                """)
            .analyze();
    assertThat(all.samples()).isEqualTo(8);
    assertThat(all.heads() && all.similarity() && all.patching()).isTrue();
    assertThat(String.valueOf(all.headSamples())).contains("keys=2");
    assertThat(all.traits()).containsExactly(Trait.POSITION);
    assertThat(all.isEmpty()).isFalse();
  }

  @Test
  void whatIsLeftOutIsNotLookedAt() throws IOException {
    assertThat(read("").analyze()).isEqualTo(Inspection.NONE);
    Inspection some = read("analyze: {heads: true, probes: true, similarity: false}\n").analyze();
    assertThat(some.samples()).isEqualTo(128);
    assertThat(some.headSamples()).isNull();
    assertThat(some.traits()).containsExactly(Trait.values());
    assertThat(some.similarity() || some.patching()).isFalse();
  }

  @Test
  void aCutStudyLooksAtTheSame() throws IOException {
    Study study = read("analyze: {heads: true}\n");
    assertThat(new Cut(List.of(1L), null, null).of(study, true).analyze())
        .isEqualTo(study.analyze());
  }

  @Test
  void recipesKeepTheirNames() throws IOException {
    List<String> without = ids(read(""));
    assertThat(
            ids(read("analyze: {heads: true, probes: true, similarity: true, patching: true}\n")))
        .isEqualTo(without);
  }

  private static List<String> ids(Study study) {
    return new Plan(study, "vector-2").nodes().stream().map(Node::id).toList();
  }

  @Test
  void mistakesAreNamedWithTheirLine() {
    assertRefused("analyze: {head: true}\n", "study.yaml:27: unknown key 'head'");
    assertRefused("analyze: {heads: false}\n", "study.yaml:27: 'analyze' asks for nothing");
    assertRefused("analyze: {heads: maybe}\n", ":27: 'heads' must be true or false, not 'maybe'");
    assertRefused("analyze:\n  samples: 3\n  heads: true\n", ":28: 'samples' must be from 4 to");
    assertRefused("analyze:\n  heads: {}\n", ":28: 'heads' is true, or says what is read");
    assertRefused("analyze: {heads: {procedure: identit}}\n", "did you mean 'identity'");
    assertRefused("analyze:\n  probes: dept\n", ":28: unknown probes 'dept'; did you mean 'depth'");
    assertRefused("analyze:\n  probes: []\n", ":28: 'probes' is empty");
    assertRefused(
        "analyze:\n  probes: [position, depth]\n",
        ":28: no model of this study reads sequences that have 'depth': it is known of rules of");
  }

  @Test
  void samplesMustFitEveryModel() {
    assertRefused(
        "analyze:\n  heads:\n    procedure: {name: identity, vocabulary: 100, length: 4}\n",
        ":29: the model of 'copy' has a vocabulary of 8 tokens, but identity with these settings"
            + " needs 102");
    assertRefused(
        "analyze:\n  heads:\n    procedure: {name: eca-vector, width: 8}\n",
        ":29: eca-vector is read as vectors of bits");
  }

  @Test
  void eachModelMayReadItsOwnAtAnotherLength() throws IOException {
    Study study = read("analyze: {heads: {length: 3}}\n");
    List<String> read =
        new AnalysisPlan(study, new Plan(study, "vector-2"))
            .planned().stream()
                .filter(one -> one.seed() == 1)
                .map(one -> one.subject().label() + ": " + one.analysis().procedure())
                .toList();
    assertThat(read)
        .containsExactly(
            "copy: " + new Identity(6, 3),
            "random > recall: " + new Haystack(3),
            "copy full > recall: " + new Haystack(3),
            "copy attention > recall: " + new Haystack(3));
    assertRefused(
        "analyze: {heads: {length: 40}}\n", "the model of 'copy' has 9 positions, but identity");
    assertRefused("analyze: {heads: {length: 0}}\n", ":27: 'copy': ");
    assertRefused(
        "analyze: {heads: {length: 3, procedure: identity}}\n", "'heads' is true, or says what");
  }

  @Test
  void patchingNeedsABaseline() throws IOException {
    String text = Studies.SMALL.replace("  random: {take: nothing}\n", "");
    String study = text.replace("  - {arm: random, task: recall, value: 11.3}\n", "  []\n");
    Path file = Studies.write(folder, study + "analyze: {patching: true}\n");
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("this study has no baseline: add baseline: {arm: LABEL}");
  }
}
