package graft.bench;

import static org.bytedeco.pytorch.global.torch.tensor;

import graft.engine.Batch;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * A batch as PyTorch programs hold it.
 *
 * @param tokens [B, T] ids, padded
 * @param labels [B T]: the token to predict where a prediction counts, -100 elsewhere
 * @param rows [N]: b T + t of each counted prediction
 * @param targets [N]: the token to predict
 */
record TorchBatch(Tensor tokens, Tensor labels, Tensor rows, Tensor targets) {
  private static final long IGNORED = -100;

  /**
   * Pads to {@code length} tokens.
   *
   * @param length T, at least that of the longest sequence
   */
  static TorchBatch of(Batch batch, int length, int pad) {
    long[] tokens = new long[batch.size() * length];
    long[] labels = new long[tokens.length];
    long[] rows = new long[batch.predictionCount()];
    long[] targets = new long[rows.length];
    Arrays.fill(tokens, pad);
    Arrays.fill(labels, IGNORED);
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < batch.length(b); t++) {
        tokens[b * length + t] = batch.token(b, t);
      }
      int first = batch.firstPrediction(b);
      for (int i = first; i < first + batch.predictionCount(b); i++) {
        rows[i] = (long) b * length + batch.position(i);
        targets[i] = batch.target(i);
        labels[(int) rows[i]] = targets[i];
      }
    }
    return new TorchBatch(
        tensor(tokens).view(batch.size(), length), tensor(labels), tensor(rows), tensor(targets));
  }
}
