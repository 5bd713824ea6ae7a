package graft.bench;

import graft.engine.Batch;
import graft.model.GptConfig;

/**
 * The multiply-adds that a training step cannot do without: the yardstick that all engines are
 * measured with, whatever else they compute.
 *
 * <p>A sequence of T tokens, up to its last counted position, with R counted positions p, in a
 * model of L layers, width C and vocabulary V needs in the forward pass
 *
 * <ul>
 *   <li>in each layer but the last: 12 C^2 T for the linear maps (query, key, value 3; attention
 *       output 1; MLP 8), and T (T+1) C for attention, where the token at position t meets t + 1
 *       keys and as many values, each of C features;
 *   <li>in the last layer, where only counted positions reach the loss: 2 C^2 T for key and value,
 *       10 C^2 R for the other linear maps, and 2 C times the sum of p + 1 for attention;
 *   <li>V C R for the head.
 * </ul>
 *
 * <p>The backward pass needs twice as many: one product for the gradient of each factor. So a step
 * needs three times the forward pass, and a multiply-add is two floating-point operations. Not
 * counted: normalisation, softmax, GELU, embeddings, dropout, clipping and AdamW.
 */
final class Work {
  private Work() {}

  /** Multiply-adds of one training step. */
  static long multiplyAdds(GptConfig config, Batch batch) {
    long forward = 0;
    for (int b = 0; b < batch.size(); b++) {
      forward += forward(config, batch, b);
    }
    return 3 * forward;
  }

  private static long forward(GptConfig config, Batch batch, int b) {
    long c = config.width();
    long tokens = batch.length(b);
    long counted = batch.predictionCount(b);
    long inner = 12 * c * c * tokens + tokens * (tokens + 1) * c;
    long last = 2 * c * c * tokens + 10 * c * c * counted + 2 * c * keys(batch, b);
    return (config.layers() - 1) * inner + last + config.vocabulary() * c * counted;
  }

  /** Keys that the counted positions meet. */
  private static long keys(Batch batch, int b) {
    long keys = 0;
    int first = batch.firstPrediction(b);
    for (int i = first; i < first + batch.predictionCount(b); i++) {
      keys += batch.position(i) + 1;
    }
    return keys;
  }
}
