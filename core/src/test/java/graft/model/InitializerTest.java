package graft.model;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.Parameter.Role;
import org.junit.jupiter.api.Test;

class InitializerTest {
  private static final GptConfig CONFIG = new GptConfig(8, 4, 64, 300, 50, false);

  /**
   * Mean and deviation of every matrix, within five standard errors (a true Gaussian fails one of
   * these 200 checks once in 10,000 seeds; the seed is fixed).
   */
  @Test
  void theMomentsAreGpt2s() {
    Weights weights = Initializer.fresh(CONFIG, 3, "test");
    for (Parameter parameter : weights.parameters().list()) {
      if (parameter.role().matrix()) {
        double deviation = deviation(parameter.role());
        double[] moments = moments(weights.values(), parameter);
        double error = deviation / Math.sqrt(parameter.size());
        assertThat(Math.abs(moments[0])).as(parameter.name()).isLessThan(5 * error);
        assertThat(Math.abs(moments[1] - deviation))
            .as(parameter.name())
            .isLessThan(5 * error / Math.sqrt(2));
      } else {
        assertThat(moments(weights.values(), parameter))
            .as(parameter.name())
            .containsExactly(constant(parameter.role()), 0);
      }
    }
  }

  /** The two projections into the residual stream: 0.02 / sqrt(2 x 8 layers) = 0.005. */
  private static double deviation(Role role) {
    return role == Role.ATTENTION_OUTPUT_WEIGHT || role == Role.MLP_OUTPUT_WEIGHT ? 0.005 : 0.02;
  }

  private static double constant(Role role) {
    return role == Role.LN_1_GAIN || role == Role.LN_2_GAIN || role == Role.FINAL_LN_GAIN ? 1 : 0;
  }

  /** Mean and standard deviation. */
  private static double[] moments(float[] values, Parameter parameter) {
    double sum = 0;
    double squares = 0;
    for (int i = parameter.offset(); i < parameter.end(); i++) {
      sum += values[i];
      squares += (double) values[i] * values[i];
    }
    double mean = sum / parameter.size();
    return new double[] {mean, Math.sqrt(squares / parameter.size() - mean * mean)};
  }

  @Test
  void theSameArgumentsGiveTheSameBits() {
    assertThat(Initializer.fresh(CONFIG, 3, "a").values())
        .isEqualTo(Initializer.fresh(CONFIG, 3, "a").values());
  }

  @Test
  void seedAndPurposeChangeEveryMatrix() {
    Weights model = Initializer.fresh(CONFIG, 3, "target");
    assertEveryMatrixDiffers(model, Initializer.fresh(CONFIG, 3, "pretraining"));
    assertEveryMatrixDiffers(model, Initializer.fresh(CONFIG, 4, "target"));
  }

  private static void assertEveryMatrixDiffers(Weights one, Weights other) {
    for (Parameter parameter : one.parameters().list()) {
      if (parameter.role().matrix()) {
        int equal = 0;
        for (int i = parameter.offset(); i < parameter.end(); i++) {
          equal += one.values()[i] == other.values()[i] ? 1 : 0;
        }
        assertThat(equal).as(parameter.name()).isLessThan(3);
      }
    }
  }

  @Test
  void modelsThatDifferInVocabularyAgreeInTheirBlocks() {
    Weights one = Initializer.fresh(CONFIG, 3, "target");
    Weights other = Initializer.fresh(CONFIG.with(20, 7), 3, "target");
    for (Parameter parameter : one.parameters().list()) {
      if (parameter.layer() >= 0) {
        Parameter same = other.parameters().get(parameter.role(), parameter.layer());
        for (int i = 0; i < parameter.size(); i++) {
          assertThat(other.values()[same.offset() + i])
              .isEqualTo(one.values()[parameter.offset() + i]);
        }
      }
    }
  }
}
