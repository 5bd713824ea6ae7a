package graft.surgery.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Models;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractFloatArrayAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each method against its written formula, in numbers worked out by hand. */
class MergeNumbersTest {
  private static final Selector EMBEDDING = Selector.allLayers(Set.of(Component.EMBEDDING));

  /** Models of two tokens of width 2 whose token embedding is given. */
  private static List<Weights> models(float[]... embeddings) {
    List<Weights> models = new ArrayList<>();
    for (float[] embedding : embeddings) {
      Weights model = Models.counting(Models.narrow(2, 1, true), 100);
      Models.set(model, "wte.weight", embedding);
      models.add(model);
    }
    return models;
  }

  private static float[] row(float... values) {
    return values;
  }

  private static AbstractFloatArrayAssert<?> assertMerged(Merge merge, List<Weights> models) {
    return assertThat(Models.values(merge.apply(models), "wte.weight"))
        .usingComparatorWithPrecision(1e-6f);
  }

  @Test
  void linearIsTheWeightedSum() {
    List<Weights> models = models(row(1, 5, 0, 0), row(3, -1, 4, 0));
    List<Double> weights = List.of(1.0, 3.0);
    assertMerged(new Linear(EMBEDDING, weights, false, null), models).containsExactly(10, 2, 12, 0);
    assertMerged(new Linear(EMBEDDING, weights, true, null), models)
        .containsExactly(2.5f, 0.5f, 3, 0);
    assertMerged(new Linear(EMBEDDING, List.of(1.0, -0.5), true, null), models)
        .containsExactly(-1, 11, -4, 0);
  }

  /** A right angle: sin 60 = 0.866 of the one and sin 30 = 0.5 of the other; sin 90 is 1. */
  @Test
  void slerpAtARightAngle() {
    List<Weights> models = models(row(1, 0, 0, 0), row(0, 0, 2, 0));
    assertMerged(new Slerp(EMBEDDING, 1 / 3.0, null), models).containsExactly(0.8660254f, 0, 1, 0);
    assertMerged(new Slerp(EMBEDDING, 0.5, null), models)
        .containsExactly(0.70710677f, 0, 1.4142135f, 0);
  }

  /** 60 degrees: sin 30 / sin 60 = 0.57735 of (1, 0) and of (0.5, 0.866); 0.57735 * 1.5 = 0.866. */
  @Test
  void slerpAtSixtyDegrees() {
    assertMerged(
            new Slerp(EMBEDDING, 0.5, null), models(row(1, 0, 0, 0), row(0.5f, 0.8660254f, 0, 0)))
        .containsExactly(0.8660254f, 0.5f, 0, 0);
  }

  /** Angles from cosine 0.9995 on are straight lines: (1, 0) and (2, 0.02) have 0.99995. */
  @Test
  void slerpOfParallelTensorsIsLinear() {
    assertThat(Slerp.PARALLEL).isEqualTo(0.9995);
    Slerp quarter = new Slerp(EMBEDDING, 0.25, null);
    assertMerged(quarter, models(row(1, 0, 0, 0), row(2, 0.02f, 0, 0)))
        .containsExactly(1.25f, 0.005f, 0, 0);
    assertMerged(quarter, models(row(1, 0, 0, 0), row(-1, 0, 0, 0))).containsExactly(0.5f, 0, 0, 0);
    assertMerged(quarter, models(row(0, 0, 0, 0), row(4, 2, 0, 0))).containsExactly(1, 0.5f, 0, 0);
  }

  /**
   * On either side of the threshold: on the circle, length 1; on the chord, cos of half the angle.
   */
  @ParameterizedTest
  @CsvSource({"0.04, 1", "0.03, 0.99988750"})
  void theThresholdOfSlerp(double angle, double length) {
    List<Weights> models =
        models(row(1, 0, 0, 0), row((float) Math.cos(angle), (float) Math.sin(angle), 0, 0));
    float[] half = Models.values(new Slerp(EMBEDDING, 0.5, null).apply(models), "wte.weight");
    assertThat(Math.hypot(half[0], half[1])).isCloseTo(length, within(2e-7));
  }

  @Test
  void taskArithmeticAddsDifferences() {
    List<Weights> models = models(row(1, 2, 3, 4), row(2, 2, 3, 0), row(1, 5, 3, 6));
    assertMerged(new TaskArithmetic(EMBEDDING, List.of(0.5, 2.0), null), models)
        .containsExactly(1.5f, 8, 3, 6);
    assertMerged(new TaskArithmetic(EMBEDDING, List.of(-1.0, 0.0), null), models)
        .containsExactly(0, 2, 3, 8);
  }

  /**
   * Differences (4, -2, 1, 3), (-5, 1, 4, 0.5), (3, 1, -6, 2); half of each is kept: (4, 0, 0, 3),
   * (-5, 0, 4, 0), (3, 0, -6, 0). Sums 2, 0, -2, 3: of the first place 4 and 3 are kept, mean 3.5,
   * of the third -6, of the last 3.
   */
  @Test
  void tiesTrimsElectsAndMergesDisjointly() {
    List<Weights> models =
        models(row(10, 10, 10, 10), row(14, 8, 11, 13), row(5, 11, 14, 10.5f), row(13, 11, 4, 12));
    List<Double> ones = List.of(1.0, 1.0, 1.0);
    assertMerged(new Ties(EMBEDDING, 0.5, ones, 1, null), models).containsExactly(13.5f, 10, 4, 13);
    assertMerged(new Ties(EMBEDDING, 0.5, ones, 0.5, null), models)
        .containsExactly(11.75f, 10, 7, 11.5f);
  }

  /** With weights 1, 2, 1 the sums are -3, 0, 2, 3; with 1, 1, 3 the first place is (4 + 9) / 4. */
  @Test
  void tiesWeighsModels() {
    List<Weights> models =
        models(row(10, 10, 10, 10), row(14, 8, 11, 13), row(5, 11, 14, 10.5f), row(13, 11, 4, 12));
    assertMerged(new Ties(EMBEDDING, 0.5, List.of(1.0, 2.0, 1.0), 1, null), models)
        .containsExactly(5, 10, 14, 13);
    assertMerged(new Ties(EMBEDDING, 0.5, List.of(1.0, 1.0, 3.0), 1, null), models)
        .containsExactly(13.25f, 10, 4, 13);
  }

  @Test
  void whereNoSignIsElectedTheBaseStays() {
    List<Weights> models = models(row(1, 1, 1, 1), row(3, 1, 2, 1), row(-1, 1, 4, 1));
    assertMerged(new Ties(EMBEDDING, 1, List.of(1.0, 1.0), 1, null), models)
        .containsExactly(1, 1, 3, 1);
  }

  /** What is kept of a difference of 1 or 2 at rate 0.75 is 4 or 8. */
  @Test
  void dareDropsAndRescales() {
    List<Weights> models = models(row(0, 0, 0, 0), row(1, 1, 1, 1), row(2, 2, 2, 2));
    float[] merged =
        Models.values(
            new Dare(EMBEDDING, 0.75, List.of(1.0, 10.0), 5, null).apply(models), "wte.weight");
    SplitMix first = Seeds.generator(5, "merge/dare", "wte.weight", 0);
    SplitMix second = Seeds.generator(5, "merge/dare", "wte.weight", 1);
    for (float value : merged) {
      float kept = first.nextDouble() < 0.75 ? 0 : 4;
      kept += second.nextDouble() < 0.75 ? 0 : 80;
      assertThat(value).isEqualTo(kept);
    }
  }

  @Test
  void dareKeepsTheShareAndTheMean() {
    GptConfig large = new GptConfig(1, 1, 100, 1000, 1, true);
    Weights base = new Weights(large, new float[Models.counting(large, 0).values().length]);
    Weights other = base.copy();
    Arrays.fill(other.values(), 1);
    float[] merged =
        Models.values(
            new Dare(EMBEDDING, 0.9, List.of(1.0), 1, null).apply(List.of(base, other)),
            "wte.weight");
    double sum = 0;
    for (float value : merged) {
      assertThat(value).isIn(0f, 10f);
      sum += value;
    }
    assertThat(sum / merged.length).isCloseTo(1, within(0.03));
  }

  /** Everything of the first donor, then the MLP of the second: the later one has the last word. */
  @Test
  void aCompositionTakesPartsInTurn() {
    GptConfig config = new GptConfig(2, 2, 4, 5, 3, false);
    Weights into = Models.counting(config.with(7, 3), 1000);
    Weights first = Models.counting(config, 1);
    Weights second = Models.counting(config, 5000);
    Selector blocks = Selector.allLayers(Set.of(Component.ATTENTION, Component.MLP, Component.LN));
    Selector mlp = Selector.allLayers(Set.of(Component.MLP));
    Weights result =
        new Compose(List.of(new Transplant(blocks, null), new Transplant(mlp, null)))
            .apply(List.of(into, first, second));
    for (var parameter : into.parameters().list()) {
      Weights origin =
          switch (parameter.component()) {
            case ATTENTION, LN -> first;
            case MLP -> second;
            case EMBEDDING -> into;
          };
      assertThat(Models.values(result, parameter.name()))
          .isEqualTo(Models.values(origin, parameter.name()));
    }
  }

  /**
   * The first model has two tokens, the second three: rows (1, 1), (2, 5), (3, 9), mean (2, 5).
   * Half of each; the mean takes the place of each row, or the target's own rows stay.
   */
  @Test
  void otherVocabulariesFollowTheStrategy() {
    Weights first = models(row(10, 20, 30, 40)).getFirst();
    Weights second = Models.counting(Models.narrow(3, 1, true), 500);
    Models.set(second, "wte.weight", 1, 1, 2, 5, 3, 9);
    List<Weights> models = List.of(first, second);
    List<Double> halves = List.of(1.0, 1.0);
    assertMerged(new Linear(EMBEDDING, halves, true, EmbeddingStrategy.AVERAGE), models)
        .containsExactly(6, 12.5f, 16, 22.5f);
    assertMerged(new Linear(EMBEDDING, halves, true, EmbeddingStrategy.RANDOM), models)
        .containsExactly(10, 20, 30, 40);
    assertMerged(
            new Linear(EMBEDDING, halves, true, EmbeddingStrategy.EXTEND), List.of(second, first))
        .containsExactly(5.5f, 10.5f, 16, 22.5f, 11.5f, 19.5f);
  }
}
