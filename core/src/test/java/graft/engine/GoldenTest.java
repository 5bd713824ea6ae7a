package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.Parameters;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both engines against PyTorch's numbers for the same weights and batch. */
class GoldenTest {
  /**
   * Bound on the relative error of a tensor. PyTorch computed in double precision, so all of the
   * deviation is ours. One rounding is at most u = 2^-24 = 6e-8. The reference rounds once, at the
   * end: u. How far roundings inside spread was measured with the reference in double precision:
   * moving every weight by a random part of u, once, moves these gradients by up to 8e-7 (the first
   * block's, which the most layer normalisations lie behind). The vector engine rounds after every
   * operation; some ten operations (two sums, two normalisations and a softmax per block) are as
   * sensitive as that, and independent errors add up to sqrt(10) x 8e-7 = 2.5e-6: 3e-6. Even the
   * exact GELU in place of its tanh approximation, which differ by up to 5e-4, would stand out.
   */
  private static double bound(String engine) {
    return engine.equals("reference") ? 0x1p-24 : 3e-6;
  }

  static Stream<Arguments> cases() {
    return Engines.names().stream()
        .flatMap(engine -> Golden.cases().stream().map(golden -> Arguments.of(engine, golden)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossLogitsAndEveryGradientArePyTorchs(String engine, Golden golden) {
    float[] weights = golden.weights().values();
    float[] gradient = new float[weights.length];
    double[] expectedLogits = golden.logits();
    float[] logits = new float[expectedLogits.length];
    try (TrainingSession session = Engines.create(engine).open(golden.config(), 2)) {
      Batch batch = golden.batch();
      assertThat(batch.predictionCount() * golden.config().vocabulary()).isEqualTo(logits.length);
      double loss = session.lossAndGradient(weights, batch, Dropout.NONE, gradient);
      session.logits(weights, batch, logits);
      double lossError = Math.abs(loss - golden.loss()) / golden.loss();
      double logitsError = error(logits, expectedLogits);
      Deviation worst =
          Deviation.between(Parameters.of(golden.config()), gradient, golden.gradient());
      System.out.printf(
          "%s, %s: largest deviation from PyTorch: loss %.1e, logits %.1e, gradients %.1e in %s%n",
          engine, golden, lossError, logitsError, worst.error(), worst.tensor());
      assertThat(lossError).isLessThan(bound(engine));
      assertThat(logitsError).isLessThan(bound(engine));
      assertThat(worst.error()).as(worst.tensor()).isLessThan(bound(engine));
    }
  }

  /** |a - b| / |b| in the Euclidean norm. */
  private static double error(float[] found, double[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < found.length; i++) {
      difference += Math.pow(found[i] - expected[i], 2);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }
}
