package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Batches.Counted;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Parameters;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must do alike; the reference is the measure. */
class EngineContractTest {
  /**
   * Bound on the relative error of a gradient tensor. Single precision rounds with u = 6e-8. An
   * entry is a sum of n products, whose error grows as sqrt(n) u with independent roundings, and it
   * has passed through about ten such sums and normalisations per block; with n up to 1,000 and few
   * blocks that is some 10 sqrt(1000) / sqrt(1000) u to 10 sqrt(10) u, as the norm of the tensor
   * grows with n too: 2e-6.
   */
  private static final double BOUND = 3e-6;

  record Case(GptConfig config, int sequences, int longest, Counted counted, double dropout) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new GptConfig(2, 4, 16, 50, 40, false), 37, 40, Counted.SOME, 0),
        new Case(new GptConfig(2, 4, 16, 50, 40, true), 64, 40, Counted.ALL, 0.1),
        new Case(new GptConfig(2, 4, 16, 256, 61, false), 50, 61, Counted.LAST, 0),
        new Case(new GptConfig(2, 4, 16, 256, 61, false), 50, 61, Counted.LAST, 0.3),
        new Case(new GptConfig(1, 1, 1, 3, 9, false), 16, 9, Counted.SOME, 0),
        new Case(new GptConfig(1, 1, 1, 2, 1, true), 1, 1, Counted.ALL, 0),
        new Case(new GptConfig(3, 2, 6, 11, 17, true), 17, 17, Counted.SOME, 0.2),
        new Case(new GptConfig(2, 3, 15, 7, 20, false), 15, 20, Counted.ALL, 0),
        new Case(new GptConfig(2, 2, 20, 5, 33, true), 31, 33, Counted.LAST, 0.1),
        new Case(new GptConfig(1, 4, 64, 300, 70, false), 33, 70, Counted.SOME, 0),
        new Case(new GptConfig(1, 1, 7, 13, 131, false), 3, 131, Counted.SOME, 0.5));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void vectorAgreesWithTheReference(Case c) {
    Parameters parameters = Parameters.of(c.config);
    float[] weights = weights(c.config);
    Batch batch = batch(c);
    Dropout dropout = new Dropout(c.dropout, 99);
    float[] expected = new float[weights.length];
    float[] found = new float[weights.length];
    try (TrainingSession reference = Engines.create("reference").open(c.config, 1);
        TrainingSession vector = Engines.create("vector").open(c.config, 2)) {
      double loss = reference.lossAndGradient(weights, batch, dropout, expected);
      // A first call with other settings: nothing of it may be left in the buffers.
      vector.lossAndGradient(weights, batch, new Dropout(0.7, 1), found);
      assertThat(vector.lossAndGradient(weights, batch, dropout, found))
          .isCloseTo(loss, within(1e-6));
      Deviation worst = Deviation.between(parameters, found, expected);
      System.out.printf("%s: largest deviation %.1e in %s%n", c, worst.error(), worst.tensor());
      assertThat(worst.error()).as(worst.tensor()).isLessThan(BOUND);
      sameAnswers(c, weights, batch, reference, vector);
    }
  }

  private static void sameAnswers(
      Case c, float[] weights, Batch batch, TrainingSession reference, TrainingSession vector) {
    int count = batch.predictionCount();
    int v = c.config.vocabulary();
    float[] expected = new float[count * v];
    float[] found = new float[count * v];
    reference.logits(weights, batch, expected);
    vector.logits(weights, batch, found);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(2e-5f));
    }
    int[] answers = new int[count];
    double loss = vector.evaluate(weights, batch, answers);
    assertThat(loss).isCloseTo(reference.evaluate(weights, batch, new int[count]), within(1e-6));
    for (int i = 0; i < count; i++) {
      for (int other = 0; other < v; other++) {
        float difference = found[i * v + answers[i]] - found[i * v + other];
        assertThat(difference).isGreaterThanOrEqualTo(other < answers[i] ? Float.MIN_VALUE : 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enginesGenerateTheSame(Case c) {
    float[] weights = weights(c.config);
    Batch batch = batch(c);
    int[] expected = new int[batch.predictionCount()];
    int[] found = new int[batch.predictionCount()];
    int[] answers = new int[batch.predictionCount()];
    try (TrainingSession reference = Engines.create("reference").open(c.config, 1);
        TrainingSession vector = Engines.create("vector").open(c.config, 2)) {
      reference.generate(weights, batch, expected);
      vector.lossAndGradient(weights, batch, Dropout.NONE, new float[weights.length]);
      vector.generate(weights, batch, found);
      assertThat(found).isEqualTo(expected);
      // Who reads from the start what was generated gives the same answers.
      vector.evaluate(weights, following(batch, found), answers);
      assertThat(found).isEqualTo(answers);
    }
  }

  /** The batch with the answer behind every counted position that is not the last. */
  private static Batch following(Batch batch, int[] answers) {
    Batch result = new Batch();
    for (int b = 0; b < batch.size(); b++) {
      int count = batch.predictionCount(b);
      int[] tokens = new int[batch.length(b) + 1];
      int[] positions = new int[count];
      int[] targets = new int[count];
      for (int t = 0; t < batch.length(b); t++) {
        tokens[t] = batch.token(b, t);
      }
      for (int j = 0; j < count; j++) {
        int i = batch.firstPrediction(b) + j;
        positions[j] = batch.position(i);
        targets[j] = batch.target(i);
        tokens[positions[j] + 1] = answers[i];
      }
      result.add(tokens, positions, targets, count);
    }
    return result;
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static org.assertj.core.data.Offset<Float> within(float offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  /** Initial weights with enough noise on them that no gradient is negligible. */
  private static float[] weights(GptConfig config) {
    float[] weights = Initializer.fresh(config, 5, "test").values();
    SplitMix random = Seeds.generator(5, "test", "noise", 0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.2 * random.nextGaussian());
    }
    return weights;
  }

  private static Batch batch(Case c) {
    SplitMix random = Seeds.generator(7, "test", "batch", 0);
    return Batches.random(random, c.sequences, c.longest, c.config.vocabulary(), c.counted);
  }

  @Test
  void everyEngineRefusesWhatDoesNotFit() {
    GptConfig config = new GptConfig(1, 1, 4, 5, 3, false);
    float[] weights = Initializer.fresh(config, 1, "test").values();
    for (String name : Engines.names()) {
      try (TrainingSession session = Engines.create(name).open(config, 1)) {
        Batch tooLong = new Batch();
        tooLong.add(new int[] {0, 1, 2, 3}, new int[] {3}, new int[] {0}, 1);
        assertThatThrownBy(() -> session.evaluate(weights, tooLong, new int[1]))
            .hasMessage("a sequence of 4 tokens does not fit a model of 3 positions");
        Batch unknown = new Batch();
        unknown.add(new int[] {0, 5}, new int[] {1}, new int[] {0}, 1);
        assertThatThrownBy(() -> session.evaluate(weights, unknown, new int[1]))
            .hasMessage("token 5 is outside the model's vocabulary 0..4");
        assertThatThrownBy(() -> session.evaluate(weights, new Batch(), new int[1]))
            .hasMessage("the batch is empty");
      }
    }
  }

  @Test
  void thereIsNoFallbackForAnUnknownEngine() {
    assertThatThrownBy(() -> Engines.create("vectro"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'vectro'")
        .hasMessageContaining("vector");
  }
}
