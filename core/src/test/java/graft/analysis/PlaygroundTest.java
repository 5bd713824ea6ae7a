package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.engine.Batch;
import graft.engine.Engines;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Weights;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaygroundTest {
  private static final Procedure COPY =
      Procedures.create("identity", Map.of("vocabulary", 8, "length", 4));
  private static final GptConfig CONFIG = new GptConfig(2, 4, 8, 11, 12, false);
  private static final int[] TOKENS = {3, 1, 4, 1, 8, 3, 1, 4, 1};

  private final Weights weights = Fresh.model(CONFIG, 4);
  private final Playground playground = on(weights);

  private static Playground on(Weights weights) {
    return new Playground("it", new InstrumentedModel(weights), COPY);
  }

  private SequenceView read(Playground playground, Ablation ablation, Site... silenced) {
    return playground.read(TOKENS, List.of(silenced), ablation);
  }

  private static void assertEqual(SequenceView found, SequenceView wanted, double tolerance) {
    for (int t = 0; t < TOKENS.length; t++) {
      for (int token = 0; token < CONFIG.vocabulary(); token++) {
        assertThat(found.probability(t, token))
            .as("position %d, token %d", t, token)
            .isCloseTo(wanted.probability(t, token), within(tolerance));
      }
    }
  }

  @Test
  void probabilitiesSumToOneAndAreInOrder() {
    SequenceView view = read(playground, Ablation.ZERO);
    assertThat(view.length()).isEqualTo(9);
    for (int t = 0; t < view.length(); t++) {
      List<SequenceView.Guess> all = view.best(t, 100);
      assertThat(all).hasSize(11);
      assertThat(all.stream().mapToDouble(SequenceView.Guess::probability).sum())
          .isCloseTo(1, within(1e-12));
      assertThat(all)
          .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
      assertThat(view.best(t, 3)).isEqualTo(all.subList(0, 3));
    }
  }

  @Test
  void theLowerOfEquallyLikelyTokensIsFirst() {
    Weights flat = new Weights(CONFIG, new float[weights.values().length]);
    assertThat(read(on(flat), Ablation.ZERO).best(2, 3))
        .extracting(SequenceView.Guess::token)
        .containsExactly(0, 1, 2);
    assertThat(read(on(flat), Ablation.ZERO).probability(2, 7)).isCloseTo(1 / 11.0, within(1e-15));
  }

  /** The softmax of the logits that training's own engine computes. */
  @Test
  void probabilitiesAreThoseOfTheEngine() {
    float[] logits = new float[TOKENS.length * CONFIG.vocabulary()];
    int[] positions = IntStream.range(0, TOKENS.length).toArray();
    Batch batch = new Batch();
    batch.add(TOKENS, positions, TOKENS, positions.length);
    try (TrainingSession session = Engines.create("vector").open(CONFIG, 1)) {
      session.logits(weights.values(), batch, logits);
    }
    SequenceView view = read(playground, Ablation.MEAN);
    for (int t = 0; t < TOKENS.length; t++) {
      double sum = 0;
      for (int v = 0; v < CONFIG.vocabulary(); v++) {
        sum += Math.exp(logits[t * CONFIG.vocabulary() + v]);
      }
      for (int v = 0; v < CONFIG.vocabulary(); v++) {
        double wanted = Math.exp(logits[t * CONFIG.vocabulary() + v]) / sum;
        assertThat(view.probability(t, v)).isCloseTo(wanted, within(1e-5));
      }
    }
  }

  @Test
  void attentionSumsToOneAndLooksBackOnly() {
    SequenceView view = read(playground, Ablation.ZERO);
    for (int layer = 0; layer < 2; layer++) {
      for (int head = 0; head < 4; head++) {
        for (int query = 0; query < TOKENS.length; query++) {
          double sum = 0;
          for (int key = 0; key < TOKENS.length; key++) {
            double part = view.attention(layer, head, query, key);
            assertThat(part).isBetween(0.0, 1.0);
            assertThat(key <= query || part == 0).isTrue();
            sum += part;
          }
          assertThat(sum).isCloseTo(1, within(1e-12));
        }
      }
    }
  }

  /** A head without its rows of the output projection adds nothing. */
  @Test
  void silencingAHeadIsZeroingItsRowsOfTheOutputProjection() {
    Weights cut = Fresh.model(CONFIG, 4);
    Parameter projection = cut.parameters().get(Role.ATTENTION_OUTPUT_WEIGHT, 1);
    int rows = CONFIG.headWidth() * CONFIG.width();
    int from = projection.offset() + 2 * rows;
    Arrays.fill(cut.values(), from, from + rows, 0);
    SequenceView silenced = read(playground, Ablation.ZERO, Site.head(1, 2));
    assertEqual(silenced, read(on(cut), Ablation.ZERO), 1e-12);
    assertThat(silenced.probability(8, 3))
        .isNotCloseTo(read(playground, Ablation.ZERO).probability(8, 3), within(1e-6));
  }

  @Test
  void silencingAnMlpIsZeroingItsOutputProjection() {
    Weights cut = Fresh.model(CONFIG, 4);
    for (Role role : List.of(Role.MLP_OUTPUT_WEIGHT, Role.MLP_OUTPUT_BIAS)) {
      Parameter parameter = cut.parameters().get(role, 0);
      Arrays.fill(cut.values(), parameter.offset(), parameter.end(), 0);
    }
    SequenceView silenced = read(playground, Ablation.ZERO, Site.mlp(0));
    assertEqual(silenced, read(on(cut), Ablation.ZERO), 1e-12);
  }

  /** Silenced are both: what is left of the layer is the bias of the projection, or nothing. */
  @Test
  void sitesTogetherAreSilencedTogether() {
    Site[] heads = IntStream.range(0, 4).mapToObj(h -> Site.head(0, h)).toArray(Site[]::new);
    Weights cut = Fresh.model(CONFIG, 4);
    Parameter projection = cut.parameters().get(Role.ATTENTION_OUTPUT_WEIGHT, 0);
    Arrays.fill(cut.values(), projection.offset(), projection.end(), 0);
    assertEqual(read(playground, Ablation.ZERO, heads), read(on(cut), Ablation.ZERO), 1e-12);
    Parameter bias = cut.parameters().get(Role.ATTENTION_OUTPUT_BIAS, 0);
    Arrays.fill(cut.values(), bias.offset(), bias.end(), 0);
    SequenceView both = read(playground, Ablation.ZERO, heads[1], Site.attention(0));
    assertEqual(both, read(on(cut), Ablation.ZERO), 1e-12);
  }

  /** An MLP whose last layer is its bias alone always adds its mean. */
  @Test
  void whatIsConstantEqualsItsMean() {
    Weights constant = Fresh.model(CONFIG, 4);
    Parameter output = constant.parameters().get(Role.MLP_OUTPUT_WEIGHT, 1);
    Arrays.fill(constant.values(), output.offset(), output.end(), 0);
    Playground here = on(constant);
    assertEqual(read(here, Ablation.MEAN, Site.mlp(1)), read(here, Ablation.MEAN), 1e-12);
    assertThat(read(here, Ablation.ZERO, Site.mlp(1)).probability(8, 3))
        .isNotCloseTo(read(here, Ablation.MEAN).probability(8, 3), within(1e-6));
  }

  @Test
  void theMeanIsTakenOverSequencesOfTheProcedure() {
    assertThat(playground.meanSamples()).isEqualTo(64);
    SequenceView mean = read(playground, Ablation.MEAN, Site.head(0, 0));
    assertEqual(mean, read(on(weights), Ablation.MEAN, Site.head(0, 0)), 0);
    assertThat(mean.probability(8, 3))
        .isNotCloseTo(
            read(playground, Ablation.ZERO, Site.head(0, 0)).probability(8, 3), within(1e-6));
  }

  @Test
  void heldOutExamplesAreThoseOfTheExperiment() {
    List<Sample> samples = Sample.heldOut(COPY, 3, 5);
    Example example = Playground.heldOut(COPY, 3, 4);
    assertThat(Arrays.copyOf(example.tokens(), samples.get(4).length()))
        .isEqualTo(samples.get(4).input());
    Procedure grown = Procedures.create("curriculum", Map.of("of", COPY, "from", 2, "step", 2));
    assertThat(Playground.heldOut(grown, 3, 4).tokens()).isEqualTo(example.tokens());
  }

  @Test
  void whatCountsIsKnownByTheLength() {
    assertThat(Playground.counted(COPY, 9)).containsExactly(4, 5, 6, 7);
    assertThat(Playground.counted(COPY, 8)).isNull();
    Procedure recall = Procedures.create("haystack", Map.of("pairs", 3));
    assertThat(Playground.counted(recall, 4)).containsExactly(2);
    assertThat(Playground.counted(recall, 8)).containsExactly(6);
    Procedure automaton = Procedures.create("eca", Map.of("width", 4, "rows", 3));
    assertThat(Playground.counted(automaton, 14)).containsExactly(4, 5, 6, 7, 9, 10, 11, 12);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Procedure large = Procedures.create("identity", Map.of("vocabulary", 30, "length", 4));
    assertThatThrownBy(() -> new Playground("it", new InstrumentedModel(weights), large))
        .hasMessageContaining("it has a vocabulary of 11 tokens")
        .hasMessageContaining("needs 32");
    Procedure bits = Procedures.create("eca-vector", Map.of());
    assertThatThrownBy(() -> new Playground("it", new InstrumentedModel(weights), bits))
        .hasMessageContaining("bits at each position");
    assertThatThrownBy(() -> playground.read(new int[13], List.of(), Ablation.ZERO))
        .hasMessage("the sequence has 13 tokens, and this model is given 1 to 12 here");
    assertThatThrownBy(() -> playground.read(new int[0], List.of(), Ablation.ZERO))
        .hasMessageContaining("1 to 12");
    assertThatThrownBy(() -> read(playground, Ablation.MEAN, Site.head(2, 0)))
        .hasMessageContaining("no layer 2 head 0");
    assertThatThrownBy(() -> read(playground, Ablation.ZERO, Site.mlp(0), Site.mlp(0)))
        .hasMessageContaining("replaced twice");
  }

  @Test
  void longAndWideModelsAreGivenLess() {
    assertThat(Playground.longest(new GptConfig(2, 4, 16, 100, 1000, false))).isEqualTo(256);
    assertThat(Playground.longest(new GptConfig(2, 4, 16, 100, 40, false))).isEqualTo(40);
    assertThat(Playground.longest(new GptConfig(24, 16, 16, 100, 1000, false))).isEqualTo(204);
    assertThat(Playground.longest(new GptConfig(2, 4, 16, 1_000_000, 1000, false))).isEqualTo(16);
  }
}
