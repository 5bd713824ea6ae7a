package graft.bench;

import static org.bytedeco.pytorch.global.torch.tensor;

import org.bytedeco.pytorch.Tensor;

/**
 * A {@link PaddedBatch} in libtorch's memory.
 *
 * @param tokens [B, T] ids, padded
 * @param labels [B T]: the token to predict where a prediction counts, -100 elsewhere
 * @param rows [N]: b T + t of each counted prediction
 * @param targets [N]: the token to predict
 */
record TorchBatch(Tensor tokens, Tensor labels, Tensor rows, Tensor targets) {
  /** Copies. */
  static TorchBatch of(PaddedBatch batch) {
    return new TorchBatch(
        tensor(batch.tokens).view(-1, batch.length),
        tensor(batch.labels),
        tensor(batch.rows),
        tensor(batch.targets));
  }
}
