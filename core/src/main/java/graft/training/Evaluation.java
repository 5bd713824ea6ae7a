package graft.training;

import graft.engine.Batch;
import graft.engine.TrainingSession;
import org.jspecify.annotations.Nullable;

/**
 * How well a model does on a batch.
 *
 * @param loss mean cross-entropy per counted token (or bit, where positions hold bits), in nats
 * @param accuracy share of the counted tokens or bits that are right
 * @param exact share of the sequences whose counted predictions are all right
 */
public record Evaluation(double loss, double accuracy, double exact) {

  /**
   * Evaluates without dropout; the answer at a position is the token with the largest logit, or the
   * bits whose logits are positive.
   */
  public static Evaluation of(TrainingSession session, float[] weights, Batch batch) {
    int[] predicted = new int[batch.targetCount()];
    double loss = session.evaluate(weights, batch, predicted);
    int right = 0;
    for (int b = 0; b < batch.size(); b++) {
      right += right(batch, b, predicted);
    }
    return new Evaluation(loss, (double) right / batch.targetCount(), exact(batch, predicted));
  }

  /**
   * Share of the sequences that the model gets all right if it writes the counted tokens by itself,
   * reading its own answers; null if there are no sequences. Where all tokens behind the first
   * counted position count, this is {@link #exact}: the first wrong answer is the same one.
   *
   * @param batch its counted positions are those that the model writes
   */
  public static @Nullable Double generated(TrainingSession session, float[] weights, Batch batch) {
    if (batch.size() == 0) {
      return null;
    }
    int[] answers = new int[batch.predictionCount()];
    session.generate(weights, batch, answers);
    return exact(batch, answers);
  }

  private static double exact(Batch batch, int[] predicted) {
    int whole = 0;
    for (int b = 0; b < batch.size(); b++) {
      whole += right(batch, b, predicted) == batch.predictionCount(b) * targets(batch) ? 1 : 0;
    }
    return (double) whole / batch.size();
  }

  private static int right(Batch batch, int b, int[] predicted) {
    int right = 0;
    int first = batch.firstPrediction(b) * targets(batch);
    int end = first + batch.predictionCount(b) * targets(batch);
    for (int i = first; i < end; i++) {
      right += predicted[i] == batch.target(i) ? 1 : 0;
    }
    return right;
  }

  /** Targets of a prediction. */
  private static int targets(Batch batch) {
    return Math.max(1, batch.bitsPerPosition());
  }
}
