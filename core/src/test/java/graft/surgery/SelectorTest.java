package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {
  private static final GptConfig CONFIG = new GptConfig(3, 1, 2, 5, 4, false);

  private static List<String> names(Selector selector) {
    return selector.select(CONFIG).stream().map(Parameter::name).toList();
  }

  @Test
  void everythingIsEveryParameter() {
    assertThat(Selector.everything().select(CONFIG)).isEqualTo(Parameters.of(CONFIG).list());
  }

  @Test
  void theFinalNormalisationBelongsToTheLastBlock() {
    assertThat(names(new Selector(Set.of(Component.LN), 1, 1)))
        .containsExactly("h.1.ln_1.weight", "h.1.ln_1.bias", "h.1.ln_2.weight", "h.1.ln_2.bias");
    assertThat(names(new Selector(Set.of(Component.LN), 2, 2)))
        .containsExactly(
            "h.2.ln_1.weight",
            "h.2.ln_1.bias",
            "h.2.ln_2.weight",
            "h.2.ln_2.bias",
            "ln_f.weight",
            "ln_f.bias");
    assertThat(names(new Selector(Set.of(Component.LN), 2, Selector.LAST)))
        .isEqualTo(names(new Selector(Set.of(Component.LN), 2, 2)));
  }

  @Test
  void embeddingsHaveNoLayer() {
    assertThat(names(new Selector(Set.of(Component.EMBEDDING), 1, 1)))
        .containsExactly("wte.weight", "wpe.weight", "lm_head.weight");
  }

  @Test
  void aSelectorOfNothingIsRefused() {
    assertThatThrownBy(() -> Selector.allLayers(Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a selector needs at least one component of [ATTENTION, MLP, LN, EMBEDDING]");
  }

  @Test
  void aBackwardOrNegativeRangeIsRefused() {
    Set<Component> mlp = Set.of(Component.MLP);
    assertThatThrownBy(() -> new Selector(mlp, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layers 2..1 are no range");
    assertThatThrownBy(() -> new Selector(mlp, -1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layers -1..1 are no range");
  }

  @Test
  void blocksThatTheModelDoesNotHaveAreNamed() {
    Set<Component> mlp = Set.of(Component.MLP);
    assertThatThrownBy(() -> new Selector(mlp, 3, 4).select(CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[MLP] of layers 3..4 cannot be selected: the model has layers 0..2");
    assertThatThrownBy(() -> new Selector(mlp, 1, 3).select(CONFIG))
        .hasMessage("[MLP] of layers 1..3 cannot be selected: the model has layers 0..2");
    assertThatThrownBy(() -> new Selector(mlp, 3, Selector.LAST).select(CONFIG))
        .hasMessage("[MLP] of layers 3 and on cannot be selected: the model has layers 0..2");
  }

  @Test
  void componentsHaveOneOrderAndCannotBeChanged() {
    Set<Component> mutable = EnumSet.of(Component.LN, Component.ATTENTION);
    Selector selector = Selector.allLayers(mutable);
    mutable.clear();
    assertThat(selector.components()).containsExactly(Component.ATTENTION, Component.LN);
    assertThat(selector).isEqualTo(Selector.allLayers(Set.of(Component.ATTENTION, Component.LN)));
  }
}
