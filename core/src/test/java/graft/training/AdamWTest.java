package graft.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.engine.Batch;
import graft.engine.Deviation;
import graft.engine.Dropout;
import graft.engine.Engines;
import graft.engine.Golden;
import graft.engine.TrainingSession;
import graft.model.Parameter;
import graft.model.Parameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamWTest {
  /**
   * Ten steps at rate 0.01 move a weight by up to 0.1. AdamW divides by the root of the second
   * moment, so an error of the gradient that is e times that root moves a step by e times the rate.
   * Where gradients of 0.01 are sums that cancel to a tenth or a hundredth of their terms, e is
   * 1e-6 to 1e-5, and each step's error returns in the next gradients; weights of size 0.3 are
   * rounded ten times with 6e-8.
   */
  private static final double BOUND = 5e-6;

  @ParameterizedTest
  @CsvSource({"vector, false", "vector, true", "reference, false", "reference, true"})
  void tenStepsAreThoseOfPyTorch(String engine, boolean tied) {
    Golden golden = Golden.cases().get(tied ? 1 : 0);
    assertThat(golden.config().tied()).isEqualTo(tied);
    Parameters parameters = Parameters.of(golden.config());
    float[] weights = golden.weights().values();
    float[] gradient = new float[weights.length];
    Batch batch = golden.batch();
    AdamW optimizer = new AdamW(parameters, Golden.optimizer("weightDecay"));
    double[] losses = golden.trainingLosses();
    try (TrainingSession session = Engines.create(engine).open(golden.config(), 1)) {
      for (int step = 1; step <= losses.length; step++) {
        double loss = session.lossAndGradient(weights, batch, Dropout.NONE, gradient);
        assertThat(loss).isCloseTo(losses[step - 1], within(2e-6));
        AdamW.clip(gradient, Golden.optimizer("clip"));
        optimizer.step(step, Golden.optimizer("learningRate"), weights, gradient);
      }
    }
    assertThat(losses).hasSize(10);
    double[] expected = golden.trained();
    ignoreKeyBiases(parameters, weights, expected);
    Deviation worst = Deviation.between(parameters, weights, expected);
    System.out.printf(
        "%s, tied %s: largest deviation from PyTorch after ten AdamW steps %.1e in %s%n",
        engine, tied, worst.error(), worst.tensor());
    assertThat(worst.error()).as(worst.tensor()).isLessThan(BOUND);
  }

  /**
   * A bias on keys shifts all scores of a query alike, which softmax does not see: its true
   * gradient is zero, and AdamW walks along the rounding errors of the computed one. Nothing
   * depends on where it walks.
   */
  private static void ignoreKeyBiases(Parameters parameters, float[] found, double[] expected) {
    for (Parameter p : parameters.list()) {
      if (p.role() == Parameter.Role.QKV_BIAS) {
        int width = p.size() / 3;
        Arrays.fill(found, p.offset() + width, p.offset() + 2 * width, 0);
        Arrays.fill(expected, p.offset() + width, p.offset() + 2 * width, 0);
      }
    }
  }

  @Test
  void clippingScalesLongGradientsOnly() {
    float[] gradient = {3, 0, 4, 0, 0, 12};
    assertThat(AdamW.clip(gradient, 20)).isEqualTo(13);
    assertThat(gradient[5]).isEqualTo(12);
    assertThat(AdamW.clip(gradient, 0)).isEqualTo(13);
    assertThat(gradient[5]).isEqualTo(12);
    assertThat(AdamW.clip(gradient, 1.3)).isEqualTo(13);
    assertThat(gradient[5]).isCloseTo(1.2f, within(1e-6f));
  }
}
