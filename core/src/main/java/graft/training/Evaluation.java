package graft.training;

import graft.engine.Batch;
import graft.engine.TrainingSession;

/**
 * How well a model does on a batch.
 *
 * @param loss mean cross-entropy per counted prediction, in nats
 * @param accuracy share of the counted predictions that are right
 * @param exact share of the sequences whose counted predictions are all right
 */
public record Evaluation(double loss, double accuracy, double exact) {

  /** Evaluates without dropout; the answer at a position is the token with the largest logit. */
  public static Evaluation of(TrainingSession session, float[] weights, Batch batch) {
    int[] predicted = new int[batch.predictionCount()];
    double loss = session.evaluate(weights, batch, predicted);
    int right = 0;
    int whole = 0;
    for (int b = 0; b < batch.size(); b++) {
      int found = right(batch, b, predicted);
      right += found;
      whole += found == batch.predictionCount(b) ? 1 : 0;
    }
    return new Evaluation(
        loss, (double) right / batch.predictionCount(), (double) whole / batch.size());
  }

  private static int right(Batch batch, int b, int[] predicted) {
    int right = 0;
    int first = batch.firstPrediction(b);
    for (int i = first; i < first + batch.predictionCount(b); i++) {
      right += predicted[i] == batch.target(i) ? 1 : 0;
    }
    return right;
  }
}
