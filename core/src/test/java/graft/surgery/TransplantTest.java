package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Parameter;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slices move; what embeddings become is in {@link EmbeddingStrategyTest}. */
class TransplantTest {
  private static final GptConfig CONFIG = new GptConfig(3, 2, 4, 5, 6, false);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelInItselfChangesNoBit(boolean tied) {
    Weights model = Initializer.fresh(new GptConfig(3, 2, 4, 5, 6, tied), 1, "test");
    for (EmbeddingStrategy strategy :
        List.of(EmbeddingStrategy.RETAIN, EmbeddingStrategy.EXTEND, EmbeddingStrategy.RANDOM)) {
      Weights result = new Transplant(Selector.everything(), strategy).apply(model, model);
      assertThat(result.values()).isEqualTo(model.values()).isNotSameAs(model.values());
    }
    assertThat(new Transplant(Selector.everything(), null).apply(model, model).values())
        .isEqualTo(model.values());
  }

  @ParameterizedTest
  @EnumSource(
      value = EmbeddingStrategy.class,
      names = {"RETAIN", "EXTEND"})
  void everythingMakesTheDonor(EmbeddingStrategy strategy) {
    Weights donor = Models.counting(CONFIG, 1);
    Weights into = Models.counting(CONFIG, 1000);
    assertThat(new Transplant(Selector.everything(), strategy).apply(donor, into).values())
        .isEqualTo(donor.values());
  }

  /** Every set of components in every range of layers. */
  static Stream<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    Component[] all = Component.values();
    for (int bits = 1; bits < 1 << all.length; bits++) {
      Set<Component> components = EnumSet.noneOf(Component.class);
      for (int i = 0; i < all.length; i++) {
        if ((bits >> i & 1) == 1) {
          components.add(all[i]);
        }
      }
      for (int from = 0; from < 3; from++) {
        for (int to = from; to < 3; to++) {
          selectors.add(new Selector(components, from, to));
        }
      }
      selectors.add(Selector.allLayers(components));
    }
    return selectors.stream();
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void exactlyTheSelectedSlicesMove(Selector selector) {
    Weights donor = Models.counting(CONFIG, 1);
    Weights into = Models.counting(CONFIG, 1000);
    Weights result = new Transplant(selector, null).apply(donor, into);
    for (Parameter parameter : result.parameters().list()) {
      Weights origin = expectedToMove(parameter.name(), selector) ? donor : into;
      assertThat(Models.values(result, parameter.name()))
          .as(parameter.name())
          .isEqualTo(Models.values(origin, parameter.name()));
    }
    assertThat(donor.values()).isEqualTo(Models.counting(CONFIG, 1).values());
    assertThat(into.values()).isEqualTo(Models.counting(CONFIG, 1000).values());
  }

  /** Told from GPT-2's names alone, not from the list of parameters. */
  private static boolean expectedToMove(String name, Selector selector) {
    if (!name.startsWith("h.")) {
      boolean norm = name.startsWith("ln_f");
      return norm
          ? selector.components().contains(Component.LN) && selector.to() >= 2
          : selector.components().contains(Component.EMBEDDING);
    }
    int layer = name.charAt(2) - '0';
    String part = name.substring(4);
    Component component =
        part.startsWith("attn.")
            ? Component.ATTENTION
            : part.startsWith("mlp.") ? Component.MLP : Component.LN;
    return selector.components().contains(component)
        && selector.from() <= layer
        && layer <= selector.to();
  }

  @Test
  void blocksMoveBetweenModelsOfOtherVocabularyPositionsAndTying() {
    Weights donor = Models.counting(new GptConfig(3, 2, 4, 9, 2, true), 1);
    Weights into = Models.counting(CONFIG, 1000);
    Weights result =
        new Transplant(Selector.allLayers(Set.of(Component.ATTENTION)), null).apply(donor, into);
    for (Parameter parameter : result.parameters().list()) {
      Weights origin = parameter.component() == Component.ATTENTION ? donor : into;
      assertThat(Models.values(result, parameter.name()))
          .isEqualTo(Models.values(origin, parameter.name()));
    }
  }

  @Test
  void donorsOfOtherBlocksAreRefused() {
    Weights into = Models.counting(CONFIG, 0);
    for (GptConfig other :
        List.of(
            new GptConfig(2, 2, 4, 5, 6, false),
            new GptConfig(3, 1, 4, 5, 6, false),
            new GptConfig(3, 2, 8, 5, 6, false))) {
      Transplant transplant = new Transplant(Selector.everything(), null);
      Weights donor = Models.counting(other, 0);
      assertThatThrownBy(() -> transplant.apply(donor, into))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the donor is " + other + ", the target " + CONFIG);
    }
  }

  @Test
  void aStrategyWithoutEmbeddingsIsRefused() {
    Selector attention = Selector.allLayers(Set.of(Component.ATTENTION));
    assertThatThrownBy(() -> new Transplant(attention, EmbeddingStrategy.AVERAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "AVERAGE has nothing to act on: select the embedding beside attention");
  }

  @Test
  void blocksThatAreNotThereAreRefused() {
    Weights model = Models.counting(CONFIG, 0);
    Transplant transplant = new Transplant(new Selector(Set.of(Component.MLP), 3, 3), null);
    assertThatThrownBy(() -> transplant.apply(model, model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model has layers 0..2");
  }

  /** In numbers: width 4, two heads, so head 1 is columns 2 and 3, 6 and 7, 10 and 11 of twelve. */
  @Test
  void aSingleHeadMoves() {
    GptConfig small = new GptConfig(1, 2, 4, 5, 6, false);
    Weights donor = Models.counting(small.with(3, 2), 1);
    Weights into = Models.counting(small, 1000);
    Weights result =
        new Transplant(new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of(1)), null)
            .apply(donor, into);
    for (Parameter parameter : into.parameters().list()) {
      float[] theirs = Models.values(into, parameter.name());
      switch (parameter.role()) {
        case QKV_WEIGHT, QKV_BIAS -> {
          float[] given = Models.values(donor, parameter.name());
          for (int i = 0; i < given.length; i++) {
            if (Set.of(2, 3, 6, 7, 10, 11).contains(i % 12)) {
              theirs[i] = given[i];
            }
          }
        }
        case ATTENTION_OUTPUT_WEIGHT ->
            System.arraycopy(Models.values(donor, parameter.name()), 8, theirs, 8, 8);
        default -> {}
      }
      assertThat(Models.values(result, parameter.name())).as(parameter.name()).isEqualTo(theirs);
    }
  }

  @Test
  void headsThatAreNotThereAreRefused() {
    Transplant transplant =
        new Transplant(new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of(5)), null);
    assertThatThrownBy(() -> transplant.requireFits(CONFIG, CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model has heads 0..1");
  }
}
