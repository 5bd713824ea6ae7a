package graft.engine;

/**
 * An engine prepared for one shape of model: reusable buffers and threads. Calls must not overlap.
 *
 * <p>The loss of a prediction is the cross-entropy of its token (natural logarithm, softmax over
 * the vocabulary), or where positions hold bits, of each bit (a sigmoid each). Means are over
 * {@link Batch#targetCount} tokens or bits.
 *
 * <p>All arrays of weights and gradients are flat and laid out by {@link graft.model.Parameters}.
 */
public interface TrainingSession extends AutoCloseable {
  /**
   * The mean cross-entropy over the batch's counted predictions, and its gradient.
   *
   * @param weights read only
   * @param gradient overwritten
   * @param meanwhile work of the caller's that must not touch the other arguments: done, once, by
   *     the first thread that finds nothing else to do
   * @throws IllegalArgumentException if the batch does not fit the model
   */
  double lossAndGradient(
      float[] weights, Batch batch, Dropout dropout, float[] gradient, Runnable meanwhile);

  /** The same without work on the side. */
  default double lossAndGradient(float[] weights, Batch batch, Dropout dropout, float[] gradient) {
    return lossAndGradient(weights, batch, dropout, gradient, () -> {});
  }

  /**
   * The mean cross-entropy without dropout, and what the model would answer.
   *
   * @param predicted receives, for each counted prediction of the batch, the token with the largest
   *     logit (the lowest such id on a tie), or its bits, which are 1 where the logit is positive;
   *     at least {@link Batch#targetCount()} long
   */
  double evaluate(float[] weights, Batch batch, int[] predicted);

  /**
   * Greedy generation, without dropout: {@link #evaluate}, except that behind a counted prediction
   * the model reads its own answer in place of the batch's token. Tokens behind positions that do
   * not count are read as they stand in the batch.
   *
   * @param generated receives, for each counted prediction, the token with the largest logit (the
   *     lowest such id on a tie); at least {@link Batch#predictionCount()} long
   * @throws IllegalArgumentException if the batch is of bits
   */
  void generate(float[] weights, Batch batch, int[] generated);

  /**
   * Logits of every counted prediction, without dropout.
   *
   * @param logits receives [prediction][V], row-major
   */
  void logits(float[] weights, Batch batch, float[] logits);

  /** Gives back threads and buffers. */
  @Override
  void close();
}
