package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.study.Merging.Method;
import graft.study.Perturbation.Kind;
import graft.study.Study.Arm;
import graft.study.Study.Donation;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmReaderTest {
  @TempDir Path folder;

  /** Line 13 is the arm under test. Four layers, so that ranges have gaps. */
  private Path file(String arm) throws IOException {
    return Studies.write(
        folder,
        Studies.SMALL
            .replace("layers: 1", "layers: 4")
            .replace("attention: {take: [attention]}", "tested: " + arm));
  }

  private Arm arm(String text) throws IOException {
    return StudyReader.read(file(text)).arms().get(2);
  }

  private static Donation donation(
      @Nullable String from, Selector selector, Perturbation... perturb) {
    return new Donation(from, null, new Transplant(selector, null), List.of(perturb));
  }

  private static Selector attention(int from, int to, Integer... heads) {
    return new Selector(Set.of(Part.ATTENTION), from, to, Set.of(heads));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1 | 1", "0..2 | 2", "[0, 1, 2] | 2", "[2, 0..1] | 2", "[3, 0] | 0"})
  void layersAreANumberARangeOrAList(String layers, int to) throws IOException {
    List<Donation> donations = arm("{take: attention, layers: " + layers + "}").donations();
    Selector first = donations.getFirst().transplant().selector();
    assertThat(first).isEqualTo(attention(to == 1 ? 1 : 0, to));
    boolean gap = layers.equals("[3, 0]");
    assertThat(donations).hasSize(gap ? 2 : 1);
    if (gap) {
      assertThat(donations.getLast()).isEqualTo(donation(null, attention(3, Selector.LAST)));
    }
  }

  @Test
  void allLayersAreTheSameAsNone() throws IOException {
    assertThat(arm("{take: attention, layers: 0..3}")).isEqualTo(arm("{take: [attention]}"));
  }

  @Test
  void headsAndHalvesOfAttention() throws IOException {
    assertThat(arm("{take: attention, heads: [1, 0], layers: 0}").donations())
        .containsExactly(donation(null, attention(0, 0, 0, 1)));
    assertThat(arm("{take: [query-key], heads: 1}").donations())
        .containsExactly(
            donation(null, new Selector(Set.of(Part.QUERY_KEY), 0, Selector.LAST, Set.of(1))));
    assertThat(arm("{take: [query-key, value-output]}")).isEqualTo(arm("{take: attention}"));
  }

  @Test
  void donorsMayBeNamedAndSeveral() throws IOException {
    Arm arm =
        arm("{transplant: [{from: copy, take: attention}, {take: mlp, perturb: {noise: 0.5}}]}");
    assertThat(arm.donations())
        .containsExactly(
            donation("copy", attention(0, Selector.LAST)),
            donation(null, Selector.of(List.of(Part.MLP)), new Perturbation(Kind.NOISE, 0.5)));
    assertThat(arm.varies()).isTrue();
    assertThat(arm.namesDonors()).isFalse();
    assertThat(arm("{from: copy, take: attention}").namesDonors()).isTrue();
    assertThat(arm("{take: all, embedding: extend}").donations().getFirst().transplant())
        .isEqualTo(new Transplant(Selector.everything(), EmbeddingStrategy.EXTEND));
  }

  @Test
  void perturbationsAreWordsNumbersOrLists() throws IOException {
    assertThat(arm("{take: mlp, perturb: shuffle-layers}").donations().getFirst().perturb())
        .containsExactly(new Perturbation(Kind.SHUFFLE_LAYERS, 0));
    assertThat(
            arm("{take: mlp, perturb: [redraw, {prune: 0.5}, {low-rank: 2}]}")
                .donations()
                .getFirst()
                .perturb())
        .containsExactly(
            new Perturbation(Kind.REDRAW, 0),
            new Perturbation(Kind.PRUNE, 0.5),
            new Perturbation(Kind.LOW_RANK, 2));
    assertThat(arm("{take: nothing, perturb: {noise: 1}}").perturb())
        .containsExactly(new Perturbation(Kind.NOISE, 1));
  }

  @Test
  void donorsMayBeMerged() throws IOException {
    Arm linear = arm("{take: mlp, merge: {linear: [copy, copy], weights: [1, 3]}}");
    assertThat(linear.donations())
        .containsExactly(
            new Donation(
                null,
                new Merging(Method.LINEAR, List.of("copy", "copy"), List.of(1.0, 3.0), 0, null),
                new Transplant(Selector.of(List.of(Part.MLP)), null),
                List.of()));
    assertThat(linear.namesDonors()).isTrue();
    assertThat(arm("{take: mlp, merge: {ties: [copy], density: 0.2}}").donations().getFirst())
        .extracting(Donation::merge)
        .isEqualTo(new Merging(Method.TIES, List.of("copy"), List.of(1.0), 0.2, null));
  }

  @Test
  void whatIsFrozen() throws IOException {
    assertThat(arm("{take: mlp, freeze: attention}").freeze())
        .containsExactly(Selector.of(List.of(Part.ATTENTION)));
    assertThat(arm("{take: mlp, freeze: [attention, ln]}").freeze())
        .containsExactly(Selector.of(List.of(Part.ATTENTION, Part.LN)));
    assertThat(arm("{take: mlp, freeze: {take: attention, layers: [0, 2], heads: 1}}").freeze())
        .containsExactly(attention(0, 0, 1), attention(2, 2, 1));
    assertThat(arm("{take: mlp, freeze: nothing}").freeze()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{take: attention, layers: 4} | there is no layer 4: the study's models have layers 0..3",
        "{take: attention, layers: 0..999999999} | there is no layer 999999999",
        "{take: attention, layers: 2..1} | layers 2..1 are no range: did you mean 1..2?",
        "{take: attention, layers: -1} | 'layers' must be like 1, 0..1 or [0, 2], not '-1'",
        "{take: attention, layers: first} | 'layers' must be like",
        "{take: attention, layers: []} | 'layers' is empty",
        "{take: attention, heads: [0, 2]} | there is no head 2: the study's models have heads 0..1",
        "{take: attention, heads: -1} | there is no head -1",
        "{take: attention, heads: []} | 'heads' is empty",
        "{take: attention, heads: x} | 'heads' must be a whole number, not 'x'",
        "{take: mlp, heads: 1} | heads [1] are parts of attention: select attention",
        "{take: query-kee} | unknown take 'query-kee'; did you mean 'query-key'?",
        "{take: attention, embedding: average} | does not take the embedding",
        "{take: nothing, embedding: average} | does not take the embedding",
        "{take: nothing, layers: 0} | takes nothing, so 'layers' has nothing to act on",
        "{take: nothing, from: copy} | takes nothing, so 'from' has nothing to act on",
        "{from: coyp, take: mlp} | there is no pretraining 'coyp' in this study; did you mean 'copy'?",
        "{transplant: [{from: coyp, take: mlp}]} | there is no pretraining 'coyp'",
        "{transplant: [{take: nothing}]} | an item of 'transplant' must take something",
        "{transplant: []} | 'transplant' is empty",
        "{transplant: [{take: mlp}], take: attention} | 'take' cannot stand beside 'transplant'",
        "{transplant: [{take: mlp, freeze: ln}]} | unknown key 'freeze'",
        "{transplant: copy} | 'transplant' must be a list",
        "{take: mlp, perturb: nois} | unknown perturbation 'nois'; did you mean 'noise'?",
        "{take: mlp, perturb: noise} | 'noise' needs a number, as in {noise: 0.1}",
        "{take: mlp, perturb: {redraw: 1}} | 'redraw' takes no number",
        "{take: mlp, perturb: {noise: -1}} | noise: the strength of noise must be a number from 0 on, not -1.0",
        "{take: mlp, perturb: {noise: much}} | 'noise' must be a number, not 'much'",
        "{take: mlp, perturb: {prune: 2}} | prune: the fraction to prune",
        "{take: mlp, perturb: {low-rank: 1.5}} | low-rank: the rank must be a whole number, not 1.5",
        "{take: mlp, perturb: {noise: 1, prune: 0}} | 'perturb' must be one of low-rank, noise,",
        "{take: mlp, perturb: [{noise: 1}, {noise: 2}]} | 'perturb' names noise twice",
        "{take: ln, perturb: {low-rank: 2}} | there is no matrix among",
        "{take: mlp, freeze: all} | 'tested' freezes everything",
        "{take: mlp, freeze: [lm]} | unknown freeze 'lm'; did you mean 'ln'?",
        "{take: mlp, freeze: {take: mlp, layers: 9}} | there is no layer 9",
        "{take: mlp, merge: {lineer: [copy]}} | 'merge' must name one of dare, linear, slerp,",
        "{take: mlp, merge: {linear: [coyp]}} | there is no pretraining 'coyp'",
        "{take: mlp, merge: {linear: []}} | 'linear' is empty",
        "{take: mlp, merge: {linear: [copy], weights: [1, 2]}} | weight",
        "{take: mlp, merge: {slerp: [copy, copy]}} | lacks the key 't'",
        "{take: mlp, merge: {slerp: [copy, copy], t: 2}} | slerp: t must be from 0 to 1, not 2.0",
        "{take: mlp, merge: {slerp: [copy], t: 0.5}} | slerp goes between two models, not 1",
        "{take: mlp, merge: {dare: [copy], drop: 1}} | dare: the drop rate must be from 0 to below 1",
        "{take: mlp, merge: {linear: [copy], embedding: average}} | linear: the embedding strategy AVERAGE has nothing",
        "{take: mlp, merge: {linear: [copy], t: 0.5}} | unknown key 't'",
        "{take: mlp, from: copy, merge: {linear: [copy]}} | 'from' cannot stand beside 'merge'",
        "{} | lacks the key 'take'"
      })
  void whatIsWrongIsNamedWithItsLine(String arm, String message) throws IOException {
    Path file = file(arm);
    assertThatThrownBy(() -> StudyReader.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ":13: ")
        .hasMessageContaining(message);
  }

  @Test
  void aListKnowsItsLines() throws IOException {
    Path file = file("\n    take: mlp\n    perturb:\n      - redraw\n      - {noise: -1}");
    assertThatThrownBy(() -> StudyReader.read(file)).hasMessageStartingWith(file + ":17: noise:");
  }
}
