package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every engine against PyTorch's numbers in double precision. */
class GoldenTest {
  /**
   * Relative error per tensor. The reference rounds once, at the end: half an ulp, 6e-8. The vector
   * engine computes in single precision through two blocks; see EngineContractTest for its bound.
   */
  private static double bound(String engine) {
    return engine.equals("reference") ? 6e-8 : 3e-6;
  }

  @ParameterizedTest
  @CsvSource({"vector, false", "vector, true", "reference, false", "reference, true"})
  void logitsLossAndGradientsAreThoseOfPyTorch(String engine, boolean tied) {
    Golden golden = Golden.of(tied);
    float[] weights = golden.weights();
    Batch batch = golden.batch();
    double[] expected = golden.logits();
    float[] logits = new float[expected.length];
    float[] gradient = new float[weights.length];
    try (TrainingSession session = Engines.create(engine).open(golden.config(), 2)) {
      session.logits(weights, batch, logits);
      double loss = session.lossAndGradient(weights, batch, Dropout.NONE, gradient);
      assertThat(loss).isCloseTo(golden.loss(), within(1e-6));
    }
    Deviation worst = Deviation.between(golden.parameters(), gradient, golden.flat("gradients"));
    double logitError = Deviation.of(logits, expected, 0, expected.length);
    System.out.printf(
        "%s, tied %s: logits %.1e, largest gradient deviation from PyTorch %.1e in %s%n",
        engine, tied, logitError, worst.error(), worst.tensor());
    assertThat(logitError).isLessThan(bound(engine));
    assertThat(worst.error()).as(worst.tensor()).isLessThan(bound(engine));
  }
}
