package graft.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.model.Parameter.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void slicesLieOneAfterAnotherUnderGpt2sNames() {
    Parameters parameters = Parameters.of(new GptConfig(2, 2, 4, 7, 5, false));
    int end = 0;
    Set<String> names = new HashSet<>();
    for (Parameter parameter : parameters.list()) {
      assertThat(parameter.offset()).isEqualTo(end);
      end = parameter.end();
      names.add(parameter.name());
    }
    assertThat(parameters.size()).isEqualTo(end);
    assertThat(names)
        .hasSize(parameters.list().size())
        .contains(
            "wte.weight",
            "wpe.weight",
            "h.0.ln_1.weight",
            "h.0.attn.c_attn.weight",
            "h.1.attn.c_proj.bias",
            "h.1.mlp.c_fc.weight",
            "h.1.mlp.c_proj.weight",
            "ln_f.bias",
            "lm_head.weight");
    assertThat(parameters.get(Role.QKV_WEIGHT, 1).shape()).isEqualTo(List.of(4, 12));
    assertThat(parameters.get(Role.HEAD).shape()).isEqualTo(List.of(7, 4));
  }

  @Test
  void thePapersModelsHaveTheirPublishedSizes() {
    assertThat(Parameters.of(new GptConfig(2, 4, 16, 256, 100, false)).size()).isEqualTo(16_384);
    assertThat(Parameters.of(new GptConfig(2, 4, 16, 31, 40, false)).size()).isEqualTo(8_224);
    assertThat(Parameters.of(new GptConfig(4, 8, 512, 31, 40, false)).size() / 1e6)
        .isCloseTo(12.66, within(0.005));
  }

  @Test
  void aTiedHeadIsTheTokenEmbedding() {
    Parameters tied = Parameters.of(new GptConfig(1, 1, 4, 7, 5, true));
    assertThat(tied.head()).isEqualTo(tied.get(Role.TOKEN_EMBEDDING));
    assertThatThrownBy(() -> tied.get(Role.HEAD)).hasMessageContaining("no parameter HEAD");
  }

  @Test
  void shapesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new GptConfig(2, 3, 16, 9, 9, true))
        .hasMessageContaining("width (16) must be a multiple of heads (3)");
    assertThatThrownBy(() -> new GptConfig(0, 1, 16, 9, 9, true)).hasMessageContaining("layers");
    assertThatThrownBy(() -> Parameters.of(new GptConfig(500, 1, 65_536, 9, 9, true)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void initialWeightsHaveGpt2sMoments() {
    GptConfig config = new GptConfig(2, 4, 64, 500, 100, false);
    Weights weights = Initializer.fresh(config, 3, "test");
    Parameters parameters = weights.parameters();
    assertThat(deviation(weights, parameters.get(Role.TOKEN_EMBEDDING)))
        .isCloseTo(0.02, within(3e-4));
    assertThat(deviation(weights, parameters.get(Role.HEAD))).isCloseTo(0.02, within(3e-4));
    assertThat(deviation(weights, parameters.get(Role.QKV_WEIGHT, 1)))
        .isCloseTo(0.02, within(5e-4));
    assertThat(deviation(weights, parameters.get(Role.MLP_OUTPUT_WEIGHT, 0)))
        .isCloseTo(0.01, within(3e-4));
    assertThat(value(weights, parameters.get(Role.LN_1_GAIN, 1))).isEqualTo(1);
    assertThat(value(weights, parameters.get(Role.QKV_BIAS, 1))).isZero();
  }

  @Test
  void initialWeightsDependOnSeedAndPurposeAndNotOnOtherSizes() {
    GptConfig config = new GptConfig(2, 4, 16, 50, 40, false);
    float[] weights = Initializer.fresh(config, 3, "donor").values();
    assertThat(Initializer.fresh(config, 3, "donor").values()).isEqualTo(weights);
    assertThat(Initializer.fresh(config, 4, "donor").values()).isNotEqualTo(weights);
    assertThat(Initializer.fresh(config, 3, "target").values()).isNotEqualTo(weights);
    Weights larger = Initializer.fresh(config.with(60, 40), 3, "donor");
    Parameter mlp = larger.parameters().get(Role.MLP_INPUT_WEIGHT, 1);
    Parameter same = Parameters.of(config).get(Role.MLP_INPUT_WEIGHT, 1);
    assertThat(larger.values()[mlp.offset()]).isEqualTo(weights[same.offset()]);
  }

  private static float value(Weights weights, Parameter parameter) {
    return weights.values()[parameter.offset()];
  }

  private static double deviation(Weights weights, Parameter parameter) {
    double squares = 0;
    for (int i = parameter.offset(); i < parameter.end(); i++) {
      squares += Math.pow(weights.values()[i], 2);
    }
    return Math.sqrt(squares / parameter.size());
  }
}
