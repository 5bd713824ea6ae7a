package graft.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Batch;
import graft.engine.Batches;
import graft.engine.Batches.Counted;
import graft.engine.Dropout;
import graft.model.GptConfig;
import graft.model.Parameters;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference's gradient of every single parameter against central differences of its loss, in
 * double precision.
 */
class FiniteDifferencesTest {
  /**
   * Central differences err by h^2 f'''/6 and by rounding u f / h; with h = 1e-5 both stay near
   * 1e-10.
   */
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 0", "false, 0.2", "true, 0.2"})
  void everyGradientIsASlope(boolean tied, double rate) {
    SplitMix random = Seeds.generator(3, "test", "differences", tied ? 1 : 0);
    check(tied, rate, random, batch -> Batches.random(batch, 5, 7, 6, Counted.SOME));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 0.2"})
  void alsoWherePositionsHoldBits(boolean tied, double rate) {
    SplitMix random = Seeds.generator(3, "test", "differences of bits", tied ? 1 : 0);
    check(tied, rate, random, batch -> Batches.ofBits(batch, 5, 7, 6, Counted.SOME));
  }

  private static void check(
      boolean tied, double rate, SplitMix random, Function<SplitMix, Batch> draw) {
    GptConfig config = new GptConfig(2, 2, 4, 6, 7, tied);
    double[] weights = new double[Parameters.of(config).size()];
    Arrays.setAll(weights, i -> 0.4 * random.nextGaussian());
    Batch batch = draw.apply(random);
    Dropout dropout = new Dropout(rate, 17);
    double[] gradient = new double[weights.length];
    ReferenceEngine.compute(config, weights, batch, dropout, gradient, null, null);
    double worst = 0;
    for (int i = 0; i < weights.length; i++) {
      double slope = slope(config, weights, i, batch, dropout);
      worst = Math.max(worst, Math.abs(slope - gradient[i]) / Math.max(1, Math.abs(slope)));
    }
    System.out.printf(
        "tied %s, dropout %s: largest deviation from central differences %.1e%n",
        tied, rate, worst);
    assertThat(worst).isLessThan(2e-9);
    assertThat(Arrays.stream(gradient).filter(g -> g != 0).count())
        .isGreaterThan(weights.length / 2);
  }

  private static double slope(
      GptConfig config, double[] weights, int i, Batch batch, Dropout dropout) {
    double before = weights[i];
    weights[i] = before + STEP;
    double above = ReferenceEngine.compute(config, weights, batch, dropout, null, null, null);
    weights[i] = before - STEP;
    double below = ReferenceEngine.compute(config, weights, batch, dropout, null, null, null);
    weights[i] = before;
    return (above - below) / (2 * STEP);
  }
}
