package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectorTest {
  private static final GptConfig CONFIG = new GptConfig(3, 1, 2, 5, 4, false);

  private static List<String> names(Selector selector) {
    return selector.slices(CONFIG).stream().map(Slice::name).toList();
  }

  @Test
  void everythingIsEveryParameter() {
    assertThat(Selector.everything().slices(CONFIG))
        .isEqualTo(Parameters.of(CONFIG).list().stream().map(Slice::whole).toList());
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
        .hasMessage(
            "a selector needs at least one part of attention, query-key, value-output, mlp, ln, embedding");
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
    assertThatThrownBy(() -> new Selector(mlp, 3, 4).slices(CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mlp of layers 3..4 cannot be selected: the model has layers 0..2");
    assertThatThrownBy(() -> new Selector(mlp, 1, 3).slices(CONFIG))
        .hasMessage("mlp of layers 1..3 cannot be selected: the model has layers 0..2");
    assertThatThrownBy(() -> new Selector(mlp, 3, Selector.LAST).slices(CONFIG))
        .hasMessage("mlp of layers 3 and on cannot be selected: the model has layers 0..2");
  }

  @Test
  void componentsHaveOneOrderAndCannotBeChanged() {
    Set<Component> mutable = EnumSet.of(Component.LN, Component.ATTENTION);
    Selector selector = Selector.allLayers(mutable);
    mutable.clear();
    assertThat(selector.components()).containsExactly(Component.ATTENTION, Component.LN);
    assertThat(selector).isEqualTo(Selector.allLayers(Set.of(Component.ATTENTION, Component.LN)));
  }

  /** Two heads of width 2: Q is columns 0 to 3 of the fused twelve, K 4 to 7, V 8 to 11. */
  private static final GptConfig TWO_HEADS = new GptConfig(1, 2, 4, 5, 4, false);

  private static List<String> attention(Set<Part> parts, Integer... heads) {
    return new Selector(parts, 0, 0, Set.of(heads))
        .slices(TWO_HEADS).stream().map(Slice::name).toList();
  }

  @Test
  void halvesOfAttention() {
    assertThat(attention(Set.of(Part.QUERY_KEY)))
        .containsExactly(
            "h.0.attn.c_attn.weight[:,0:4]",
            "h.0.attn.c_attn.weight[:,4:8]",
            "h.0.attn.c_attn.bias[0:4]",
            "h.0.attn.c_attn.bias[4:8]");
    assertThat(attention(Set.of(Part.VALUE_OUTPUT)))
        .containsExactly(
            "h.0.attn.c_attn.weight[:,8:12]",
            "h.0.attn.c_attn.bias[8:12]",
            "h.0.attn.c_proj.weight",
            "h.0.attn.c_proj.bias");
  }

  @Test
  void aHeadIsColumnsOfQueryKeyAndValueAndRowsOfTheOutput() {
    assertThat(attention(Set.of(Part.ATTENTION), 1))
        .containsExactly(
            "h.0.attn.c_attn.weight[:,2:4]",
            "h.0.attn.c_attn.weight[:,6:8]",
            "h.0.attn.c_attn.weight[:,10:12]",
            "h.0.attn.c_attn.bias[2:4]",
            "h.0.attn.c_attn.bias[6:8]",
            "h.0.attn.c_attn.bias[10:12]",
            "h.0.attn.c_proj.weight[2:4,:]");
    assertThat(attention(Set.of(Part.QUERY_KEY), 0))
        .containsExactly(
            "h.0.attn.c_attn.weight[:,0:2]",
            "h.0.attn.c_attn.weight[:,4:6]",
            "h.0.attn.c_attn.bias[0:2]",
            "h.0.attn.c_attn.bias[4:6]");
  }

  @Test
  void headsNarrowAttentionAndNothingElse() {
    assertThat(attention(Set.of(Part.VALUE_OUTPUT, Part.MLP), 0))
        .containsExactly(
            "h.0.attn.c_attn.weight[:,8:10]",
            "h.0.attn.c_attn.bias[8:10]",
            "h.0.attn.c_proj.weight[0:2,:]",
            "h.0.mlp.c_fc.weight",
            "h.0.mlp.c_fc.bias",
            "h.0.mlp.c_proj.weight",
            "h.0.mlp.c_proj.bias");
  }

  @Test
  void bothHalvesAreAttention() {
    assertThat(Selector.of(Set.of(Part.QUERY_KEY, Part.VALUE_OUTPUT)))
        .isEqualTo(Selector.of(Set.of(Part.ATTENTION)))
        .isEqualTo(Selector.of(Set.of(Part.ATTENTION, Part.QUERY_KEY)))
        .isEqualTo(Selector.allLayers(Set.of(Component.ATTENTION)));
  }

  @Test
  void headsThatAreNotThereAreRefused() {
    Selector third = new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of(2));
    assertThatThrownBy(() -> third.slices(TWO_HEADS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("head 2 cannot be selected: the model has heads 0..1");
    assertThatThrownBy(() -> new Selector(Set.of(Part.ATTENTION), 0, 0, Set.of(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heads are counted from 0");
    assertThatThrownBy(() -> new Selector(Set.of(Part.MLP), 0, 0, Set.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "heads [1] are parts of attention: select attention, query-key or value-output beside mlp");
  }
}
