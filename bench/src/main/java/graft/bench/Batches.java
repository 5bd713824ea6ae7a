package graft.bench;

import graft.engine.Batch;
import graft.procedure.Example;
import graft.procedure.ExampleSource;

/** The very batches that the trainer draws, for those who are not trained by it. */
final class Batches {
  private final ExampleSource source;
  private final int size;
  private final Example example = new Example();
  private final Batch batch = new Batch();

  Batches(Shape shape) {
    source = new ExampleSource(shape.procedure(), Shape.SEED, shape.training().heldOut());
    size = shape.training().batch();
  }

  /** The training batch of {@code step} (from 0), valid until the next call. */
  Batch train(long step) {
    batch.clear();
    for (int i = 0; i < size; i++) {
      source.train(step * size + i, example);
      int[] tokens = example.tokens();
      int[] counted = example.counted();
      int[] targets = new int[counted.length];
      for (int k = 0; k < counted.length; k++) {
        targets[k] = tokens[counted[k] + 1];
      }
      batch.add(tokens, counted, targets, counted.length);
    }
    return batch;
  }
}
