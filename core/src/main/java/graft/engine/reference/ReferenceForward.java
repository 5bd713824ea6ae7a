package graft.engine.reference;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.model.GptConfig;

/**
 * The reference engine's forward pass on one sequence, without dropout, open to a {@link Tap}. For
 * looking inside a model; engines are what trains and evaluates.
 *
 * <p>Not thread-safe: every thread needs one of its own.
 */
public final class ReferenceForward {
  private final GptConfig config;
  private final ReferenceGpt model;
  private final Batch batch = new Batch();

  /**
   * Prepares for sequences of at most {@code longest} tokens.
   *
   * @param weights a flat array laid out by {@link graft.model.Parameters}; shared, read only
   */
  public ReferenceForward(GptConfig config, double[] weights, int longest) {
    this.config = config;
    this.model = new ReferenceGpt(config, weights, longest);
  }

  /**
   * Reads a sequence; afterwards {@link #logits} answers for its positions.
   *
   * @throws IllegalArgumentException if a token or the length does not fit the model
   */
  public void run(int[] tokens, Tap tap) {
    batch.clear();
    batch.add(tokens, new int[] {tokens.length - 1}, new int[] {0}, 1);
    batch.requireFits(config.vocabulary(), config.positions());
    model.forward(batch, 0, Dropout.NONE, tap);
  }

  /** Writes the logits [V] at position {@code t} of the sequence that {@link #run} read. */
  public void logits(int t, double[] logits) {
    model.logits(t, logits);
  }

  /**
   * What the model says at a position.
   *
   * @param answer the token with the largest logit, the lowest such id on a tie
   * @param loss cross-entropy against the target, -log softmax(logits)[target], in nats
   */
  public record Prediction(int answer, double loss) {}

  /** The prediction at position {@code t} of the sequence that {@link #run} read. */
  public Prediction predict(int t, int target) {
    double[] logits = new double[config.vocabulary()];
    logits(t, logits);
    int answer = ReferenceEngine.largest(logits);
    return new Prediction(answer, ReferenceEngine.crossEntropy(logits, target, 1));
  }

  /**
   * What one head adds to the residual stream: its mixed values through its rows of the output
   * projection. The projection's bias belongs to no head.
   *
   * @param mixed [T,C], as {@link Tap#attention} gives it
   * @param out receives [T,C]
   */
  public void headOutput(int layer, int head, double[] mixed, int tokens, double[] out) {
    model.headOutput(layer, head, mixed, tokens, out);
  }
}
