package graft.training;

import graft.engine.Batch;
import graft.engine.TrainingSession;

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
    int whole = 0;
    for (int b = 0; b < batch.size(); b++) {
      int found = right(batch, b, predicted);
      right += found;
      whole += found == batch.predictionCount(b) * targets(batch) ? 1 : 0;
    }
    return new Evaluation(
        loss, (double) right / batch.targetCount(), (double) whole / batch.size());
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
