package graft.surgery.perturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.random.Seeds;
import graft.surgery.Models;
import graft.surgery.Moments;
import graft.surgery.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against the written formulas, in numbers worked out by hand. */
class PerturbNumbersTest {
  private static final Selector LN = Selector.allLayers(Set.of(Component.LN));
  private static final Selector EMBEDDING = Selector.allLayers(Set.of(Component.EMBEDDING));
  private static final GptConfig CONFIG = new GptConfig(1, 1, 2, 4, 1, true);

  /** The deviation of 1 and 5 is 2, so noise of strength 0.25 is half a draw. */
  @Test
  void noiseIsInProportionToTheTensorsDeviation() {
    Weights model = Models.counting(CONFIG, 0);
    Models.set(model, "ln_f.weight", 1, 5);
    Models.set(model, "ln_f.bias", 3, 3);
    Weights result = new GaussianNoise(LN, 0.25, 7).apply(model);
    var draws = Seeds.generator(7, "perturb/noise", "ln_f.weight", 0);
    float[] noisy = Models.values(result, "ln_f.weight");
    assertThat(noisy[0]).isEqualTo((float) (1 + 0.5 * draws.nextGaussian()));
    assertThat(noisy[1]).isEqualTo((float) (5 + 0.5 * draws.nextGaussian()));
    assertThat(Models.values(result, "ln_f.bias")).containsExactly(3, 3);
  }

  /** A hundred thousand draws: their deviation is within 1 % of the strength asked for. */
  @Test
  void noiseHasTheStrengthAskedFor() {
    GptConfig large = new GptConfig(1, 1, 100, 1000, 1, true);
    Weights model = Models.random(large, 1);
    float[] before = Models.values(model, "wte.weight");
    float[] after = Models.values(new GaussianNoise(EMBEDDING, 0.3, 1).apply(model), "wte.weight");
    float[] noise = new float[before.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = after[i] - before[i];
    }
    double scale = Moments.of(before).deviation();
    assertThat(Moments.of(noise).deviation() / scale).isCloseTo(0.3, within(0.003));
    assertThat(Moments.of(noise).mean()).isCloseTo(0, within(0.005));
  }

  @Test
  void redrawnValuesHaveMeanAndDeviationOfTheOld() {
    Weights model = Models.counting(CONFIG, 0);
    Models.set(model, "wte.weight", 1, 5, 1, 5, 1, 5, 1, 5);
    float[] drawn = Models.values(new Redraw(EMBEDDING, 1).apply(model), "wte.weight");
    Moments moments = Moments.of(drawn);
    assertThat(moments.mean()).isCloseTo(3, within(1e-6));
    assertThat(moments.deviation()).isCloseTo(2, within(1e-6));
    assertThat(drawn).doesNotContain(1, 5);
  }

  /** Of eight values 0.4 are 3.2, so three go: -1, 1 and the later of the twos. */
  @Test
  void theSmallestArePruned() {
    Weights model = Models.counting(CONFIG, 100);
    Models.set(model, "wte.weight", 5, -1, 2, -2, 3, 1, 4, -6);
    Weights result = new MagnitudePrune(EMBEDDING, 0.4).apply(model);
    assertThat(Models.values(result, "wte.weight")).containsExactly(5, 0, 2, 0, 3, 0, 4, -6);
    assertThat(Models.values(new MagnitudePrune(EMBEDDING, 1).apply(model), "wte.weight"))
        .containsOnly(0);
  }

  /**
   * W = 6 u_1 v_1^T + 2 u_2 v_2^T with v_1 = (1, 1)/sqrt 2, v_2 = (1, -1)/sqrt 2 and u_1, u_2 the
   * first and the third unit vector, times sqrt 2: the second row of weights goes.
   */
  @Test
  void onlyTheLargestSingularValuesAreKept() {
    Weights model = Models.counting(CONFIG, 100);
    Models.set(model, "wte.weight", 6, 6, 0, 0, 2, -2, 0, 0);
    float[] truncated = Models.values(new LowRank(EMBEDDING, 1).apply(model), "wte.weight");
    assertThat(truncated)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(6, 6, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The rotations by 45 degrees in rows and columns of diag(3, 1): [[2, 1], [1, 2]], whose nearest
   * matrix of rank 1 is [[1.5, 1.5], [1.5, 1.5]]. Also as the lower half of four rows.
   */
  @Test
  void theNearestMatrixOfRankOne() {
    Weights model = Models.counting(CONFIG, 100);
    Models.set(model, "wte.weight", 0, 0, 0, 0, 2, 1, 1, 2);
    float[] truncated = Models.values(new LowRank(EMBEDDING, 1).apply(model), "wte.weight");
    assertThat(truncated)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0, 0, 0, 0, 1.5f, 1.5f, 1.5f, 1.5f);
  }

  @Test
  void layersArePooledAndTheRestIsShuffledInItself() {
    GptConfig two = new GptConfig(2, 1, 2, 4, 1, true);
    Weights model = Models.counting(two, 0);
    Weights result = new ShuffleLayers(Selector.everything(), 1).apply(model);
    boolean crossed = false;
    for (var parameter : model.parameters().list()) {
      float[] before = Models.values(model, parameter.name());
      float[] after = Models.values(result, parameter.name());
      int first = parameter.layer() < 0 ? parameter.offset() : firstOf(model, parameter.layer());
      int end = parameter.layer() < 0 ? parameter.end() : firstOf(model, parameter.layer() + 1);
      for (float value : after) {
        assertThat(value).isBetween((float) first, (float) end - 1);
        crossed |= value < before[0] || value > before[before.length - 1];
      }
    }
    assertThat(crossed).isTrue();
    assertThat(result.values()).containsExactlyInAnyOrder(model.values());
  }

  /** A counting model's value is its index; a block ends where the next or what follows begins. */
  private static int firstOf(Weights model, int layer) {
    String name = layer < 2 ? "h." + layer + ".ln_1.weight" : "ln_f.weight";
    return (int) Models.values(model, name)[0];
  }
}
