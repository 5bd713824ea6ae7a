package graft.engine.reference;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.engine.Engine;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import graft.model.Parameters;
import java.util.Arrays;

/**
 * The plain engine. It computes in double precision and rounds once, at the end: an oracle for the
 * fast engines, about a hundred times slower than they are. One thread, whatever it is offered.
 */
public final class ReferenceEngine implements Engine {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "reference (plain loops in double precision, 1 thread)";
  }

  @Override
  public String arithmetic() {
    return "reference-1";
  }

  @Override
  public long memory(GptConfig config, int length, int threads) {
    long perToken = 20L * config.width() + 2L * config.heads() * length;
    long numbers = config.layers() * perToken * length + 3L * Parameters.of(config).size();
    return Double.BYTES * numbers;
  }

  @Override
  public TrainingSession open(GptConfig config, int threads) {
    return new Session(config);
  }

  /**
   * Mean cross-entropy over the counted predictions, in double precision throughout.
   *
   * @param gradient receives the gradient, or null when it is not wanted
   * @param predicted receives the largest logit's token, or the bits, per prediction; or null
   * @param allLogits receives [prediction][V], or null
   */
  static double compute(
      GptConfig config,
      double[] weights,
      Batch batch,
      Dropout dropout,
      double @org.jspecify.annotations.Nullable [] gradient,
      int @org.jspecify.annotations.Nullable [] predicted,
      float @org.jspecify.annotations.Nullable [] allLogits) {
    batch.requireFits(config.vocabulary(), config.positions());
    ReferenceGpt model = new ReferenceGpt(config, weights, batch.maxLength());
    double loss = 0;
    for (int b = 0; b < batch.size(); b++) {
      model.forward(batch, b, dropout);
      int first = batch.firstPrediction(b);
      double[][] logits = new double[batch.predictionCount(b)][config.vocabulary()];
      for (int j = 0; j < logits.length; j++) {
        model.logits(batch.position(first + j), logits[j]);
        if (predicted != null) {
          answer(batch, first + j, logits[j], predicted);
        }
        for (int v = 0; allLogits != null && v < logits[j].length; v++) {
          allLogits[(first + j) * logits[j].length + v] = (float) logits[j][v];
        }
        loss += crossEntropy(batch, first + j, logits[j]);
      }
      if (gradient != null) {
        model.backward(batch, b, logits, gradient);
      }
    }
    return loss / batch.targetCount();
  }

  /** What the logits of prediction {@code i} say. */
  private static void answer(Batch batch, int i, double[] logits, int[] predicted) {
    int bits = batch.bitsPerPosition();
    if (bits == 0) {
      predicted[i] = largest(logits);
    }
    for (int j = 0; j < bits; j++) {
      predicted[i * bits + j] = logits[j] > 0 ? 1 : 0;
    }
  }

  /**
   * Returns the loss of prediction {@code i}, for bits their sum, and turns the logits into its
   * gradient divided by the number of targets.
   */
  private static double crossEntropy(Batch batch, int i, double[] logits) {
    int bits = batch.bitsPerPosition();
    if (bits == 0) {
      return crossEntropy(logits, batch.target(i), batch.predictionCount());
    }
    double loss = 0;
    for (int j = 0; j < bits; j++) {
      double logit = logits[j];
      int wanted = batch.target(i * bits + j);
      loss += Math.max(logit, 0) - logit * wanted + Math.log1p(Math.exp(-Math.abs(logit)));
      logits[j] = (1 / (1 + Math.exp(-logit)) - wanted) / batch.targetCount();
    }
    return loss;
  }

  /**
   * Returns -log softmax(logits)[target] and turns the logits into its gradient divided by {@code
   * count}.
   */
  static double crossEntropy(double[] logits, int target, int count) {
    double largest = logits[largest(logits)];
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit - largest);
    }
    double loss = Math.log(sum) + largest - logits[target];
    for (int v = 0; v < logits.length; v++) {
      double probability = Math.exp(logits[v] - largest) / sum;
      logits[v] = (probability - (v == target ? 1 : 0)) / count;
    }
    return loss;
  }

  static int largest(double[] values) {
    int best = 0;
    for (int v = 1; v < values.length; v++) {
      if (values[v] > values[best]) {
        best = v;
      }
    }
    return best;
  }

  private record Session(GptConfig config) implements TrainingSession {
    @Override
    public double lossAndGradient(
        float[] weights, Batch batch, Dropout dropout, float[] gradient, Runnable meanwhile) {
      double[] exact = new double[weights.length];
      double loss = compute(config, widened(weights), batch, dropout, exact, null, null);
      for (int i = 0; i < exact.length; i++) {
        gradient[i] = (float) exact[i];
      }
      meanwhile.run();
      return loss;
    }

    @Override
    public double evaluate(float[] weights, Batch batch, int[] predicted) {
      return compute(config, widened(weights), batch, Dropout.NONE, null, predicted, null);
    }

    @Override
    public void generate(float[] weights, Batch batch, int[] generated) {
      batch.requireFits(config.vocabulary(), config.positions());
      batch.requireTokens();
      double[] wide = widened(weights);
      for (int b = 0; b < batch.size(); b++) {
        generate(wide, batch, b, generated);
      }
    }

    /** Reads the sequence from its start for every answer. */
    private void generate(double[] weights, Batch batch, int b, int[] generated) {
      int[] tokens = new int[batch.length(b) + 1];
      for (int t = 0; t < batch.length(b); t++) {
        tokens[t] = batch.token(b, t);
      }
      Batch read = new Batch();
      int[] answer = new int[1];
      int first = batch.firstPrediction(b);
      for (int i = first; i < first + batch.predictionCount(b); i++) {
        int[] position = {batch.position(i)};
        read.clear();
        read.add(tokens, position, new int[] {batch.target(i)}, 1);
        compute(config, weights, read, Dropout.NONE, null, answer, null);
        generated[i] = answer[0];
        tokens[position[0] + 1] = answer[0];
      }
    }

    @Override
    public void logits(float[] weights, Batch batch, float[] logits) {
      compute(config, widened(weights), batch, Dropout.NONE, null, null, logits);
    }

    @Override
    public void close() {}

    private static double[] widened(float[] values) {
      double[] wide = new double[values.length];
      Arrays.setAll(wide, i -> values[i]);
      return wide;
    }
  }
}
