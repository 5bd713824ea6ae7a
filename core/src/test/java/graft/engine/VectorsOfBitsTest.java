package graft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import graft.engine.Batches.Counted;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Parameters;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must do alike where positions hold bits; the reference is the measure. */
class VectorsOfBitsTest {
  /** As in {@link EngineContractTest}: sums of up to 130 rows are among those considered there. */
  private static final double BOUND = 3e-6;

  record Case(GptConfig config, int sequences, int longest, Counted counted, double dropout) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new GptConfig(2, 4, 16, 16, 15, false), 37, 15, Counted.ALL, 0),
        new Case(new GptConfig(2, 4, 16, 33, 20, true), 64, 20, Counted.ALL, 0.1),
        new Case(new GptConfig(1, 2, 20, 130, 9, false), 33, 9, Counted.SOME, 0.2),
        new Case(new GptConfig(3, 2, 6, 5, 17, true), 17, 17, Counted.SOME, 0),
        new Case(new GptConfig(1, 4, 64, 65, 12, false), 20, 12, Counted.LAST, 0.3),
        new Case(new GptConfig(1, 1, 1, 1, 1, true), 1, 1, Counted.ALL, 0));
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

  @ParameterizedTest
  @MethodSource("cases")
  void vectorAgreesWithTheReference(Case c) {
    GptConfig config = c.config;
    float[] weights = weights(config);
    SplitMix random = Seeds.generator(7, "test", "bits", 0);
    Batch batch = Batches.ofBits(random, c.sequences, c.longest, config.vocabulary(), c.counted);
    Dropout dropout = new Dropout(c.dropout, 99);
    float[] expected = new float[weights.length];
    float[] found = new float[weights.length];
    try (TrainingSession reference = Engines.create("reference").open(config, 1);
        TrainingSession vector = Engines.create("vector").open(config, 2)) {
      double loss = reference.lossAndGradient(weights, batch, dropout, expected);
      // A first call with other settings: nothing of it may be left in the buffers.
      vector.lossAndGradient(weights, batch, new Dropout(0.7, 1), found);
      assertThat(vector.lossAndGradient(weights, batch, dropout, found))
          .isCloseTo(loss, within(1e-6));
      Deviation worst = Deviation.between(Parameters.of(config), found, expected);
      System.out.printf("%s: largest deviation %.1e in %s%n", c, worst.error(), worst.tensor());
      assertThat(worst.error()).as(worst.tensor()).isLessThan(BOUND);
      sameAnswers(weights, batch, reference, vector);
    }
  }

  private static void sameAnswers(
      float[] weights, Batch batch, TrainingSession reference, TrainingSession vector) {
    float[] expected = new float[batch.targetCount()];
    float[] found = new float[batch.targetCount()];
    reference.logits(weights, batch, expected);
    vector.logits(weights, batch, found);
    int[] wanted = new int[batch.targetCount()];
    int[] answers = new int[batch.targetCount()];
    double loss = reference.evaluate(weights, batch, wanted);
    assertThat(vector.evaluate(weights, batch, answers)).isCloseTo(loss, within(1e-6));
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(2e-5f));
      assertThat(answers[i]).isEqualTo(found[i] > 0 ? 1 : 0);
      assertThat(wanted[i]).isEqualTo(expected[i] > 0 ? 1 : 0);
    }
  }

  /** A vector with one set bit is a token, to every bit of the logits. */
  @Test
  void oneBitIsAToken() {
    GptConfig config = new GptConfig(2, 2, 20, 11, 8, false);
    float[] weights = weights(config);
    SplitMix random = Seeds.generator(2, "test", "one", 0);
    Batch tokens = Batches.random(random, 20, 8, 11, Counted.SOME);
    Batch bits = oneHot(tokens, 11);
    for (String engine : Engines.names()) {
      float[] expected = new float[tokens.predictionCount() * 11];
      float[] found = new float[bits.targetCount()];
      try (TrainingSession session = Engines.create(engine).open(config, 1)) {
        session.logits(weights, tokens, expected);
        session.logits(weights, bits, found);
        assertThat(found).isEqualTo(expected);
        session.logits(weights, tokens, found);
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  private static Batch oneHot(Batch tokens, int bits) {
    Batch batch = Batch.ofBits(bits);
    for (int b = 0; b < tokens.size(); b++) {
      int[] sequence = new int[tokens.length(b) * bits];
      for (int t = 0; t < tokens.length(b); t++) {
        sequence[t * bits + tokens.token(b, t)] = 1;
      }
      int count = tokens.predictionCount(b);
      int first = tokens.firstPrediction(b);
      int[] positions = new int[count];
      Arrays.setAll(positions, i -> tokens.position(first + i));
      batch.add(sequence, positions, new int[count * bits], count);
    }
    return batch;
  }

  /**
   * With the final gain 0 the head reads the final bias alone, (1, 2): its rows (0, 0), (1, 1) and
   * (-2, 1) give the logits 0, 3 and 0. The bits 1, 1, 0 cost ln 2, ln(1 + e^-3) and ln 2, the bits
   * 0, 0, 1 cost ln 2, ln(1 + e^3) and ln 2; and the gradient of the final bias is the mean of
   * sigmoid - bit over the six, times the heads' rows.
   */
  @Test
  void lossAndGradientByHand() {
    GptConfig config = new GptConfig(1, 1, 2, 3, 2, false);
    float[] weights = weights(config);
    Parameters parameters = Parameters.of(config);
    set(weights, parameters.get(Role.FINAL_LN_GAIN), 0, 0);
    set(weights, parameters.get(Role.FINAL_LN_BIAS), 1, 2);
    set(weights, parameters.get(Role.HEAD), 0, 0, 1, 1, -2, 1);
    Batch batch = Batch.ofBits(3);
    batch.add(new int[] {1, 0, 1}, new int[] {0}, new int[] {1, 1, 0}, 1);
    batch.add(new int[] {0, 0, 0, 1, 1, 1}, new int[] {1}, new int[] {0, 0, 1}, 1);
    double loss = (4 * Math.log(2) + Math.log1p(Math.exp(-3)) + Math.log1p(Math.exp(3))) / 6;
    double slope = 2 / (1 + Math.exp(-3)) - 1;
    int bias = parameters.get(Role.FINAL_LN_BIAS).offset();
    for (String engine : Engines.names()) {
      float[] gradient = new float[weights.length];
      int[] answers = new int[6];
      try (TrainingSession session = Engines.create(engine).open(config, 1)) {
        assertThat(session.lossAndGradient(weights, batch, Dropout.NONE, gradient))
            .isCloseTo(loss, within(1e-7));
        assertThat(session.evaluate(weights, batch, answers)).isCloseTo(loss, within(1e-7));
      }
      assertThat(answers).containsExactly(0, 1, 0, 0, 1, 0);
      // The halves of the first and the third bit cancel between the two predictions.
      assertThat(gradient[bias]).isCloseTo((float) (slope / 6), within(1e-7f));
      assertThat(gradient[bias + 1]).isCloseTo((float) (slope / 6), within(1e-7f));
    }
  }

  private static void set(float[] weights, Parameter parameter, float... values) {
    assertThat(values).hasSize(parameter.size());
    System.arraycopy(values, 0, weights, parameter.offset(), values.length);
  }

  @Test
  void everyEngineRefusesWhatDoesNotFit() {
    GptConfig config = new GptConfig(1, 1, 4, 5, 3, false);
    float[] weights = Initializer.fresh(config, 1, "test").values();
    for (String name : Engines.names()) {
      try (TrainingSession session = Engines.create(name).open(config, 1)) {
        Batch narrow = Batch.ofBits(4);
        narrow.add(new int[4], new int[] {0}, new int[4], 1);
        assertThatThrownBy(() -> session.evaluate(weights, narrow, new int[4]))
            .hasMessage("positions of 4 bits need a model whose vocabulary is as many, not 5");
        Batch two = Batch.ofBits(5);
        two.add(new int[] {0, 1, 0, 2, 0}, new int[] {0}, new int[5], 1);
        assertThatThrownBy(() -> session.evaluate(weights, two, new int[5]))
            .hasMessage("a bit must be 0 or 1, not 2");
        Batch wanted = Batch.ofBits(5);
        wanted.add(new int[5], new int[] {0}, new int[] {0, 0, 0, 0, -1}, 1);
        assertThatThrownBy(() -> session.evaluate(weights, wanted, new int[5]))
            .hasMessage("a bit must be 0 or 1, not -1");
        Batch tooLong = Batch.ofBits(5);
        tooLong.add(new int[20], new int[] {3}, new int[5], 1);
        assertThatThrownBy(() -> session.evaluate(weights, tooLong, new int[5]))
            .hasMessage("a sequence of 4 tokens does not fit a model of 3 positions");
        Batch whole = Batch.ofBits(5);
        whole.add(new int[5], new int[] {0}, new int[5], 1);
        assertThatThrownBy(() -> session.generate(weights, whole, new int[5]))
            .hasMessage("a model generates tokens, and not vectors of 5 bits");
      }
    }
    assertThatThrownBy(() -> Batch.ofBits(-1)).hasMessageContaining("not -1");
  }

  /** But for a fixed few bytes per call. */
  @Test
  void aStepAllocatesNothingPerSequence() {
    GptConfig config = new GptConfig(2, 2, 16, 16, 16, false);
    float[] weights = weights(config);
    float[] gradient = new float[weights.length];
    SplitMix random = Seeds.generator(2, "test", "allocation", 0);
    Batch batch = Batches.ofBits(random, 200, 16, 16, Counted.ALL);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    try (TrainingSession session = Engines.create("vector").open(config, 1)) {
      for (int step = 0; step < 300; step++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        session.lossAndGradient(weights, batch, Dropout.NONE, gradient);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).isLessThan(4096);
  }
}
