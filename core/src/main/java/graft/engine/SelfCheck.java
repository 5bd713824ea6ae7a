package graft.engine;

import graft.model.GptConfig;
import graft.model.Initializer;
import graft.random.Seeds;
import graft.random.SplitMix;

/**
 * Whether an engine computes on this machine what the formula says: a small random model and batch,
 * compared with the reference engine.
 *
 * @param engine its name
 * @param lossError relative error of the loss
 * @param gradientError relative error of the whole gradient, |a - b| / |b| in the Euclidean norm
 */
public record SelfCheck(String engine, double lossError, double gradientError) {
  /** Single precision stays about a factor of ten below this. */
  public static final double BOUND = 1e-5;

  private static final GptConfig CONFIG = new GptConfig(2, 4, 16, 50, 24, false);
  private static final int SEQUENCES = 19;

  /** Whether both errors are below {@link #BOUND}; NaN is not. */
  public boolean passed() {
    return lossError < BOUND && gradientError < BOUND;
  }

  /**
   * Compares the engine of that name with the reference; takes well under a second.
   *
   * @throws IllegalArgumentException if there is no such engine
   */
  public static SelfCheck run(String engine, int threads) {
    SplitMix random = Seeds.generator(1, "self-check", "batch", 0);
    float[] weights = weights(random);
    Batch batch = batch(random);
    float[] expected = new float[weights.length];
    float[] found = new float[weights.length];
    double expectedLoss = loss("reference", 1, weights, batch, expected);
    double foundLoss = loss(engine, threads, weights, batch, found);
    double lossError = Math.abs(foundLoss - expectedLoss) / Math.abs(expectedLoss);
    return new SelfCheck(engine, lossError, relativeError(found, expected));
  }

  private static double loss(
      String engine, int threads, float[] weights, Batch batch, float[] gradient) {
    try (TrainingSession session = Engines.create(engine).open(CONFIG, threads)) {
      return session.lossAndGradient(weights, batch, new Dropout(0.1, 3), gradient);
    }
  }

  /** Initial weights with noise on them, so that no gradient is negligible. */
  private static float[] weights(SplitMix random) {
    float[] weights = Initializer.fresh(CONFIG, 1, "self-check").values();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.2 * random.nextGaussian());
    }
    return weights;
  }

  /** Sequences of every length from 1 up, whose last two predictions count. */
  private static Batch batch(SplitMix random) {
    Batch batch = new Batch();
    for (int b = 0; b < SEQUENCES; b++) {
      int length = b + 1;
      int count = Math.min(2, length);
      int[] tokens = random.ints(length, 0, CONFIG.vocabulary()).toArray();
      int[] targets = random.ints(count, 0, CONFIG.vocabulary()).toArray();
      int[] counted = count == 1 ? new int[] {0} : new int[] {length - 2, length - 1};
      batch.add(tokens, counted, targets, count);
    }
    return batch;
  }

  private static double relativeError(float[] found, float[] expected) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = (double) found[i] - expected[i];
      difference += d * d;
      norm += (double) expected[i] * expected[i];
    }
    return Math.sqrt(difference / norm);
  }
}
