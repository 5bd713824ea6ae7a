package graft.engine.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.random.Seeds;
import graft.random.SplitMix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticKernelsTest {
  private static final float[] EXTREMES = {0, 1e-6f, -1e-6f, 20, -20, 88, -88, 1e4f, -1e4f, 1e30f};

  /**
   * One row of logits, up to and beyond the bits that share a logarithm; every fifth lane empty.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 16, 63, 64, 65, 200})
  void everyBitAgainstTheFormula(int bits) {
    SplitMix random = Seeds.generator(1, "test", "logistic", bits);
    int stride = Lanes.stride(1);
    float[] m = new float[(int) Lanes.size(bits, 1)];
    float[] signs = new float[bits * Lanes.COUNT];
    float[] factors = new float[Lanes.COUNT];
    double[] loss = new double[Lanes.COUNT];
    double[] expected = new double[Lanes.COUNT];
    float[] slopes = new float[m.length];
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      factors[lane] = lane % 5 == 4 ? 0 : 0.25f;
      for (int i = 0; i < bits; i++) {
        int at = Lanes.feature(i, stride) + lane;
        boolean extreme = random.nextInt(8) == 0;
        m[at] =
            extreme
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : (float) (3 * random.nextGaussian());
        int wanted = random.nextInt(2);
        signs[i * Lanes.COUNT + lane] = 1 - 2 * wanted;
        expected[lane] += Math.max(m[at], 0) - (double) m[at] * wanted;
        expected[lane] += Math.log1p(Math.exp(-Math.abs(m[at])));
        double sigmoid = 1 / (1 + Math.exp(-m[at]));
        double x = wanted == 1 ? -1 / (1 + Math.exp(m[at])) : sigmoid;
        slopes[at] = (float) (x * factors[lane]);
      }
    }
    LogisticKernels.logistic(
        m, 0, stride, bits, signs, 0, factors, new float[2 * Lanes.COUNT], loss);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      assertThat(loss[lane]).isCloseTo(expected[lane], within(1e-6 * (bits + expected[lane])));
    }
    for (int k = 0; k < m.length; k++) {
      assertThat(m[k]).isCloseTo(slopes[k], within(1e-7f));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void whatDivergedIsNotHidden(float logit) {
    float[] m = new float[(int) Lanes.size(2, 1)];
    java.util.Arrays.fill(m, logit);
    float[] ones = new float[2 * Lanes.COUNT];
    java.util.Arrays.fill(ones, 1);
    double[] loss = new double[Lanes.COUNT];
    LogisticKernels.logistic(
        m, 0, Lanes.stride(1), 2, ones, 0, ones, new float[2 * Lanes.COUNT], loss);
    for (double found : loss) {
      assertThat(Double.isFinite(found)).isFalse();
    }
  }
}
