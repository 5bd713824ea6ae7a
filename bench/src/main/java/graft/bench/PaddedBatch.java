package graft.bench;

import graft.engine.Batch;
import java.util.Arrays;

/** A batch as PyTorch programs hold it: B sequences padded to T tokens; N predictions count. */
final class PaddedBatch {
  private static final long IGNORED = -100;

  /** T. */
  final int length;

  /** [B, T] ids. */
  final long[] tokens;

  /** [B, T]: the token to predict where a prediction counts, -100 elsewhere. */
  final long[] labels;

  /** [N]: b T + t of each counted prediction. */
  final long[] rows;

  /** [N]: the token to predict. */
  final long[] targets;

  private PaddedBatch(Batch batch, int length, int pad) {
    this.length = length;
    tokens = new long[batch.size() * length];
    labels = new long[tokens.length];
    rows = new long[batch.predictionCount()];
    targets = new long[rows.length];
    Arrays.fill(tokens, pad);
    Arrays.fill(labels, IGNORED);
    for (int b = 0; b < batch.size(); b++) {
      read(batch, b);
    }
  }

  private void read(Batch batch, int b) {
    for (int t = 0; t < batch.length(b); t++) {
      tokens[b * length + t] = batch.token(b, t);
    }
    int first = batch.firstPrediction(b);
    for (int i = first; i < first + batch.predictionCount(b); i++) {
      int row = b * length + batch.position(i);
      rows[i] = row;
      targets[i] = batch.target(i);
      labels[row] = targets[i];
    }
  }

  /** Padded to the length of the shape's procedure, as published. */
  static PaddedBatch published(Shape shape, Batch batch) {
    return of(shape, batch, shape.procedure().length());
  }

  /** Padded to the batch's longest sequence. */
  static PaddedBatch tight(Shape shape, Batch batch) {
    return of(shape, batch, batch.maxLength());
  }

  private static PaddedBatch of(Shape shape, Batch batch, int length) {
    return new PaddedBatch(batch, length, shape.procedure().vocabulary().pad());
  }

  /** B. */
  int size() {
    return tokens.length / length;
  }
}
