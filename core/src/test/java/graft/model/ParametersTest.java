package graft.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Parameter.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void theSlicesLieEndToEnd() {
    for (boolean tied : new boolean[] {true, false}) {
      Parameters parameters = Parameters.of(new GptConfig(3, 2, 6, 11, 5, tied));
      int end = 0;
      for (Parameter parameter : parameters.list()) {
        assertThat(parameter.offset()).as(parameter.name()).isEqualTo(end);
        end = parameter.end();
      }
      assertThat(parameters.size()).isEqualTo(end);
    }
  }

  @Test
  void theNamesAndShapesAreGpt2s() {
    Parameters parameters = Parameters.of(new GptConfig(1, 2, 4, 7, 5, false));
    assertThat(parameters.list().stream().map(p -> p.name() + " " + p.shape()))
        .containsExactly(
            "wte.weight [7, 4]",
            "wpe.weight [5, 4]",
            "h.0.ln_1.weight [4]",
            "h.0.ln_1.bias [4]",
            "h.0.attn.c_attn.weight [4, 12]",
            "h.0.attn.c_attn.bias [12]",
            "h.0.attn.c_proj.weight [4, 4]",
            "h.0.attn.c_proj.bias [4]",
            "h.0.ln_2.weight [4]",
            "h.0.ln_2.bias [4]",
            "h.0.mlp.c_fc.weight [4, 16]",
            "h.0.mlp.c_fc.bias [16]",
            "h.0.mlp.c_proj.weight [16, 4]",
            "h.0.mlp.c_proj.bias [4]",
            "ln_f.weight [4]",
            "ln_f.bias [4]",
            "lm_head.weight [7, 4]");
  }

  /** Counts of the published models; facts that do not come from this code. */
  @Test
  void thePublishedModelsHaveThePublishedSizes() {
    assertThat(Parameters.of(new GptConfig(2, 4, 16, 256, 100, false)).size()).isEqualTo(16_384);
    assertThat(Parameters.of(new GptConfig(2, 4, 16, 31, 40, false)).size()).isEqualTo(8_224);
    assertThat(Parameters.of(new GptConfig(12, 12, 768, 50_257, 1024, true)).size())
        .as("GPT-2 small")
        .isEqualTo(124_439_808);
  }

  @Test
  void theHeadOfATiedModelIsItsTokenEmbedding() {
    Parameters tied = Parameters.of(new GptConfig(1, 1, 2, 3, 4, true));
    assertThat(tied.head().role()).isEqualTo(Role.TOKEN_EMBEDDING);
    assertThatThrownBy(() -> tied.get(Role.HEAD)).isInstanceOf(IllegalArgumentException.class);
    Parameters untied = Parameters.of(new GptConfig(1, 1, 2, 3, 4, false));
    assertThat(untied.head()).isEqualTo(untied.list().getLast());
  }

  @Test
  void everyComponentHasParametersInEveryBlock() {
    List<Parameter> list = Parameters.of(new GptConfig(2, 1, 2, 3, 4, false)).list();
    for (Component component : Component.values()) {
      int[] layers = component == Component.EMBEDDING ? new int[] {-1} : new int[] {0, 1};
      for (int layer : layers) {
        assertThat(list).anyMatch(p -> p.component() == component && p.layer() == layer);
      }
    }
  }

  @Test
  void aModelPastOneArrayIsRefused() {
    GptConfig huge = new GptConfig(1, 1, 65_536, 10_000_000, 1, true);
    assertThatThrownBy(() -> Parameters.of(huge)).isInstanceOf(ArithmeticException.class);
  }
}
