package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.engine.Batch;
import graft.engine.Engines;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import graft.model.Parameter.Role;
import graft.model.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentedModelTest {
  private static final GptConfig CONFIG = new GptConfig(2, 4, 8, 11, 9, false);
  private static final int[] TOKENS = {3, 1, 4, 1, 5, 9, 2};

  private final Weights weights = Fresh.model(CONFIG, 1);
  private final InstrumentedModel model = new InstrumentedModel(weights);
  private final Recording plain = model.record(TOKENS);

  @ParameterizedTest
  @ValueSource(strings = {"reference", "vector"})
  void recordsTheLogitsThatEnginesCompute(String engine) {
    float[] logits = new float[CONFIG.vocabulary()];
    Batch batch = new Batch();
    batch.add(TOKENS, new int[] {TOKENS.length - 1}, new int[] {0}, 1);
    try (TrainingSession session = Engines.create(engine).open(CONFIG, 1)) {
      session.logits(weights.values(), batch, logits);
    }
    for (int v = 0; v < logits.length; v++) {
      assertThat(plain.logits(TOKENS.length - 1)[v]).isCloseTo(logits[v], within(1e-5));
    }
  }

  @Test
  void whatSitesAddIsWhatTheStreamGains() {
    for (int layer = 0; layer < CONFIG.layers(); layer++) {
      for (int i = 0; i < TOKENS.length * CONFIG.width(); i++) {
        double gain = plain.stream(layer + 1)[i] - plain.stream(layer)[i];
        double added = plain.output(Site.attention(layer))[i] + plain.output(Site.mlp(layer))[i];
        assertThat(added).isCloseTo(gain, within(1e-12));
      }
    }
  }

  @Test
  void headsAndTheBiasAreTheAttention() {
    int bias = weights.parameters().get(Role.ATTENTION_OUTPUT_BIAS, 1).offset();
    for (int i = 0; i < TOKENS.length * CONFIG.width(); i++) {
      double sum = weights.values()[bias + i % CONFIG.width()];
      for (int head = 0; head < CONFIG.heads(); head++) {
        sum += plain.output(Site.head(1, head))[i];
      }
      assertThat(sum).isCloseTo(plain.output(Site.attention(1))[i], within(1e-12));
    }
  }

  @Test
  void probabilitiesSumToOneAndLookBackOnly() {
    for (int query = 0; query < TOKENS.length; query++) {
      double sum = 0;
      for (int key = 0; key <= query; key++) {
        sum += plain.probability(1, 2, query, key);
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    assertThat(plain.probability(1, 2, 0, 1)).isZero();
  }

  @Test
  void patchingASiteWithItselfChangesNoBit() {
    for (Site site : Site.all(CONFIG)) {
      Recording patched = model.record(TOKENS, Intervention.patch(site, plain));
      for (int t = 0; t < TOKENS.length; t++) {
        assertThat(patched.logits(t)).as(site + " position " + t).isEqualTo(plain.logits(t));
      }
    }
  }

  @Test
  void everySiteCountsAndOnlyFromThePositionOn() {
    int from = 4;
    for (Site site : Site.all(CONFIG)) {
      Recording changed = model.record(TOKENS, Intervention.zero(site).at(t -> t == from));
      for (int t = 0; t < from; t++) {
        assertThat(changed.logits(t)).isEqualTo(plain.logits(t));
      }
      assertThat(changed.logits(from)).as(site.toString()).isNotEqualTo(plain.logits(from));
    }
  }

  @Test
  void withoutItsHeadsAttentionAddsItsBias() {
    Intervention[] none = new Intervention[CONFIG.heads()];
    for (int head = 0; head < none.length; head++) {
      none[head] = Intervention.zero(Site.head(0, head));
    }
    Recording recording = model.record(TOKENS, none);
    int bias = weights.parameters().get(Role.ATTENTION_OUTPUT_BIAS, 0).offset();
    for (int i = 0; i < TOKENS.length * CONFIG.width(); i++) {
      assertThat(recording.output(Site.attention(0))[i])
          .isCloseTo(weights.values()[bias + i % CONFIG.width()], within(1e-12));
    }
  }

  @Test
  void aConstantIsAddedAtEveryPosition() {
    double[] row = {1, 2, 3, 4, 5, 6, 7, 8};
    Recording recording = model.record(TOKENS, Intervention.constant(Site.mlp(0), row));
    for (int i = 0; i < TOKENS.length * CONFIG.width(); i++) {
      assertThat(recording.output(Site.mlp(0))[i]).isEqualTo(row[i % row.length]);
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Intervention gone = Intervention.zero(Site.head(1, 4));
    assertThatThrownBy(() -> model.record(TOKENS, gone))
        .hasMessageContaining("2 layers with 4 heads has no layer 1 head 4");
    Intervention once = Intervention.zero(Site.mlp(0));
    assertThatThrownBy(() -> model.record(TOKENS, once, once))
        .hasMessageContaining("layer 0 mlp is replaced twice");
    assertThatThrownBy(() -> model.record(new int[] {11})).hasMessageContaining("token 11");
    assertThatThrownBy(() -> model.record(new int[10])).hasMessageContaining("9 positions");
    assertThatThrownBy(() -> new Site(0, Site.Part.MLP, 1)).hasMessageContaining("only a HEAD");
  }
}
