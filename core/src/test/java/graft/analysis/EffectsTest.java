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
import graft.training.Evaluation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffectsTest {
  private static final List<Sample> SAMPLES =
      IntStream.range(0, 7).mapToObj(Circuits::repeated).toList();

  private final InstrumentedModel circuit = new InstrumentedModel(Circuits.induction());

  private static Effects effects(InstrumentedModel model) {
    return new Effects(model, SAMPLES, () -> {});
  }

  private static Outcome at(Site site, List<Effect> effects) {
    return effects.stream()
        .filter(effect -> effect.site().equals(site))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void untouchedIsWhatTrainingWouldMeasure() {
    Weights weights = Fresh.model(Circuits.CONFIG, 2);
    Batch batch = new Batch();
    for (Sample sample : SAMPLES) {
      int[] positions = {6, 7, 8, 9};
      int[] targets = IntStream.range(0, 4).map(sample::target).toArray();
      batch.add(sample.input(), positions, targets, 4);
    }
    Evaluation expected;
    try (TrainingSession session = Engines.create("reference").open(weights.config(), 1)) {
      expected = Evaluation.of(session, weights.values(), batch);
    }
    Outcome found = effects(new InstrumentedModel(weights)).untouched();
    assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-12));
    assertThat(found.accuracy()).isEqualTo(expected.accuracy());
    assertThat(found.exact()).isEqualTo(expected.exact());
  }

  @Test
  void ablationFindsTheCircuit() {
    assertThat(effects(circuit).untouched().accuracy()).isEqualTo(1);
    for (List<Effect> ablation :
        List.of(effects(circuit).zeroAblation(), effects(circuit).meanAblation())) {
      assertThat(ablation).extracting(Effect::site).isEqualTo(Site.all(Circuits.CONFIG));
      for (int layer = 0; layer < 2; layer++) {
        assertThat(at(Site.head(layer, 0), ablation).accuracy()).isLessThan(0.5);
        assertThat(at(Site.attention(layer), ablation).accuracy()).isLessThan(0.5);
        assertThat(at(Site.head(layer, 1), ablation)).isEqualTo(effects(circuit).untouched());
        assertThat(at(Site.mlp(layer), ablation)).isEqualTo(effects(circuit).untouched());
      }
    }
  }

  @Test
  void patchingFromItselfChangesNothing() {
    InstrumentedModel model = new InstrumentedModel(Fresh.model(Circuits.CONFIG, 3));
    Outcome plain = effects(model).untouched();
    assertThat(effects(model).patchedFrom(model))
        .allSatisfy(effect -> assertThat(effect.outcome()).isEqualTo(plain));
  }

  /** A circuit whose second layer was cut gets it back from the whole one, and only there. */
  @Test
  void patchingRestoresWhatIsMissing() {
    Weights cut = Circuits.induction();
    int offset = cut.parameters().get(Role.ATTENTION_OUTPUT_WEIGHT, 1).offset();
    for (int i = 0; i < 4 * Circuits.N * 4 * Circuits.N; i++) {
      cut.values()[offset + i] = 0;
    }
    InstrumentedModel without = new InstrumentedModel(cut);
    Outcome plain = effects(without).untouched();
    assertThat(plain.accuracy()).isLessThan(0.5);
    List<Effect> patched = effects(without).patchedFrom(circuit);
    assertThat(at(Site.head(1, 0), patched).accuracy()).isEqualTo(1);
    assertThat(at(Site.attention(1), patched).accuracy()).isEqualTo(1);
    assertThat(at(Site.head(0, 0), patched)).isEqualTo(plain);
    assertThat(at(Site.head(1, 1), patched)).isEqualTo(plain);
  }

  @Test
  void otherShapesCannotBePatched() {
    GptConfig deeper = new GptConfig(3, 2, 48, 12, 12, false);
    InstrumentedModel other = new InstrumentedModel(Fresh.model(deeper, 1));
    assertThatThrownBy(() -> effects(circuit).patchedFrom(other))
        .hasMessageContaining("layers=2")
        .hasMessageContaining("layers=3");
  }

  @Test
  void progressCountsSamples() {
    AtomicInteger seen = new AtomicInteger();
    Effects effects = new Effects(circuit, SAMPLES, seen::incrementAndGet);
    effects.zeroAblation();
    assertThat(seen.get()).isEqualTo(SAMPLES.size());
  }
}
