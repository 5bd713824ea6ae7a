package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Weights;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransplantTest {
  private static final Set<Component> ALL = EnumSet.allOf(Component.class);
  private static final GptConfig CONFIG = new GptConfig(3, 2, 4, 5, 6, false);

  /** Weights in which no value is like any of another seed. */
  private static Weights weights(GptConfig config, long seed) {
    Weights weights = Initializer.fresh(config, seed, "test");
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] += seed + i / 64f;
    }
    return weights;
  }

  private static Transplant of(@Nullable EmbeddingStrategy strategy, Component... components) {
    return new Transplant(Selector.of(Set.of(components)), strategy);
  }

  /** Names of the parameters in which two models differ. */
  private static Set<String> changed(Weights before, Weights after) {
    Set<String> names = new TreeSet<>();
    for (Parameter p : before.parameters().list()) {
      if (!Arrays.equals(slice(before, p), slice(after, p))) {
        names.add(p.name());
      }
    }
    return names;
  }

  private static float[] slice(Weights weights, Parameter p) {
    return Arrays.copyOfRange(weights.values(), p.offset(), p.end());
  }

  private static float[] slice(Weights weights, Role role) {
    return slice(weights, weights.parameters().get(role));
  }

  @Test
  void aModelTransplantedIntoItselfKeepsEveryBit() {
    for (boolean tied : new boolean[] {true, false}) {
      Weights model = weights(new GptConfig(3, 2, 4, 5, 6, tied), 1);
      for (EmbeddingStrategy strategy :
          new EmbeddingStrategy[] {EmbeddingStrategy.RETAIN, EmbeddingStrategy.EXTEND, null}) {
        Weights result = new Transplant(Selector.of(ALL), strategy).apply(model, model);
        assertThat(result.values()).isEqualTo(model.values()).isNotSameAs(model.values());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Component.class)
  void exactlyTheSelectedSlicesChange(Component component) {
    Weights donor = weights(CONFIG, 2);
    Weights target = weights(CONFIG, 1);
    float[] before = target.values().clone();
    Weights result = of(null, component).apply(donor, target);
    assertThat(target.values()).isEqualTo(before);
    Set<String> expected = new TreeSet<>();
    for (Parameter p : target.parameters().list()) {
      if (p.component() == component) {
        expected.add(p.name());
        assertThat(slice(result, p)).isEqualTo(slice(donor, p));
      }
    }
    assertThat(changed(target, result)).isEqualTo(expected);
  }

  @Test
  void aRangeOfLayersIsInclusiveAndTheFinalNormBelongsToTheLast() {
    Weights donor = weights(CONFIG, 2);
    Weights target = weights(CONFIG, 1);
    Selector first = new Selector(Set.of(Component.MLP, Component.LN), 0, 1);
    assertThat(changed(target, new Transplant(first, null).apply(donor, target)))
        .hasSize(2 * (4 + 4))
        .allMatch(name -> name.startsWith("h.0.") || name.startsWith("h.1."));
    Selector last = new Selector(Set.of(Component.LN), 2, 2);
    assertThat(changed(target, new Transplant(last, null).apply(donor, target)))
        .containsExactlyInAnyOrder(
            "h.2.ln_1.weight",
            "h.2.ln_1.bias",
            "h.2.ln_2.weight",
            "h.2.ln_2.bias",
            "ln_f.weight",
            "ln_f.bias");
    Selector beyond = new Selector(Set.of(Component.MLP), 3, 4);
    assertThatThrownBy(() -> new Transplant(beyond, null).apply(donor, target))
        .hasMessageContaining("nothing of the model is selected")
        .hasMessageContaining("blocks are 0 to 2");
  }

  @Test
  void averageFillsBothTablesWithTheirMeanRows() {
    GptConfig two = new GptConfig(1, 1, 2, 2, 1, false);
    Weights donor = weights(two, 1);
    System.arraycopy(new float[] {1, 2, 5, 10}, 0, donor.values(), 0, 4);
    Parameter head = donor.parameters().head();
    System.arraycopy(new float[] {-1, 0, -3, 1}, 0, donor.values(), head.offset(), 4);
    Weights target = weights(new GptConfig(1, 1, 2, 3, 1, false), 2);
    Weights result = of(EmbeddingStrategy.AVERAGE, Component.EMBEDDING).apply(donor, target);
    assertThat(slice(result, Role.TOKEN_EMBEDDING)).containsExactly(3, 6, 3, 6, 3, 6);
    assertThat(slice(result, Role.HEAD)).containsExactly(-2, 0.5f, -2, 0.5f, -2, 0.5f);
    Weights chosen = of(null, Component.EMBEDDING).apply(donor, target);
    assertThat(chosen.values()).isEqualTo(result.values());
  }

  @Test
  void extendKeepsTheRowsAndAddsTheirMean() {
    Weights donor = weights(new GptConfig(1, 1, 2, 2, 1, true), 1);
    System.arraycopy(new float[] {1, 2, 5, 10}, 0, donor.values(), 0, 4);
    Weights target = weights(new GptConfig(1, 1, 2, 4, 1, false), 2);
    Weights result = of(EmbeddingStrategy.EXTEND, Component.EMBEDDING).apply(donor, target);
    assertThat(slice(result, Role.TOKEN_EMBEDDING)).containsExactly(1, 2, 5, 10, 3, 6, 3, 6);
    // A tied donor's head is its token embedding.
    assertThat(slice(result, Role.HEAD)).containsExactly(1, 2, 5, 10, 3, 6, 3, 6);
    assertThatThrownBy(() -> of(EmbeddingStrategy.EXTEND, Component.EMBEDDING).apply(target, donor))
        .hasMessageContaining("not 4 and 2");
  }

  @Test
  void randomAndRetain() {
    Weights donor = weights(new GptConfig(1, 1, 2, 4, 3, false), 1);
    Weights target = weights(new GptConfig(1, 1, 2, 5, 3, false), 2);
    Weights result = of(EmbeddingStrategy.RANDOM, Component.EMBEDDING).apply(donor, target);
    assertThat(changed(target, result)).containsExactly("wpe.weight");
    assertThatThrownBy(() -> of(EmbeddingStrategy.RETAIN, Component.EMBEDDING).apply(donor, target))
        .hasMessageContaining("retain needs equal vocabularies, not 4 and 5");
    Weights same = weights(new GptConfig(1, 1, 2, 4, 3, true), 2);
    Weights retained = of(EmbeddingStrategy.RETAIN, Component.EMBEDDING).apply(donor, same);
    assertThat(slice(retained, Role.TOKEN_EMBEDDING)).isEqualTo(slice(donor, Role.TOKEN_EMBEDDING));
  }

  @Test
  void positionsMoveIfTheDonorHasEnough() {
    Weights longer = weights(new GptConfig(1, 1, 2, 4, 5, false), 1);
    Weights shorter = weights(new GptConfig(1, 1, 2, 4, 3, false), 2);
    Transplant transplant = of(EmbeddingStrategy.RANDOM, Component.EMBEDDING);
    assertThat(slice(transplant.apply(longer, shorter), Role.POSITION_EMBEDDING))
        .isEqualTo(Arrays.copyOf(slice(longer, Role.POSITION_EMBEDDING), 6));
    assertThat(transplant.apply(shorter, longer).values()).isEqualTo(longer.values());
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothShapes() {
    Weights wide = weights(new GptConfig(3, 2, 8, 5, 6, false), 1);
    Weights target = weights(CONFIG, 2);
    assertThatThrownBy(() -> of(null, Component.MLP).apply(wide, target))
        .hasMessage(
            "a donor of 3 layers, 2 heads, width 8 does not fit a target of 3 layers, 2 heads, width"
                + " 4");
    assertThatThrownBy(() -> of(EmbeddingStrategy.AVERAGE, Component.MLP))
        .hasMessageContaining("needs the component EMBEDDING");
    assertThatThrownBy(() -> Selector.of(Set.of())).hasMessageContaining("at least one of");
    assertThatThrownBy(() -> new Selector(ALL, 2, 1)).hasMessageContaining("not 2 to 1");
  }
}
