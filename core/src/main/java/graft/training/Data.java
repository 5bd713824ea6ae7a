package graft.training;

import graft.engine.Batch;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;

/**
 * The batches of one run: a fixed held-out batch, and training batch number {@code step} whenever
 * it is asked for. With a curriculum the procedure changes with the grade, the numbering of
 * examples goes on.
 */
final class Data {
  private final Procedure procedure;
  private final long seed;
  private final int size;
  private final int heldOutSize;
  private final Example example = new Example();
  private final int bits;
  private Batch batch;
  private Batch next;
  private final Batch heldOut;
  private ExampleSource source;
  private long nextStep = -1;
  private int[] tokens = new int[64];
  private int[] positions = new int[64];
  private int[] targets = new int[64];

  /**
   * Draws the held-out set.
   *
   * @param grade input length to begin with, or 0 for the procedure as it is
   */
  Data(Procedure procedure, long seed, TrainingSettings settings, int grade) {
    this.procedure = procedure;
    this.seed = seed;
    this.size = settings.batch();
    this.heldOutSize = settings.heldOut();
    this.bits = procedure.bitsPerPosition();
    this.batch = Batch.ofBits(bits);
    this.next = Batch.ofBits(bits);
    this.heldOut = Batch.ofBits(bits);
    this.source = source(procedure, grade, seed, heldOutSize);
    drawHeldOut();
  }

  /** Changes the input length. */
  void grade(int grade) {
    source = source(procedure, grade, seed, heldOutSize);
    nextStep = -1;
    drawHeldOut();
  }

  /**
   * The examples of a run.
   *
   * @throws IllegalArgumentException if no sequence would be left to train on
   */
  static ExampleSource source(Procedure procedure, int grade, long seed, int heldOut) {
    Procedure graded = grade > 0 ? procedure.atGrade(grade) : procedure;
    return new ExampleSource(graded, seed, heldOut);
  }

  private void drawHeldOut() {
    heldOut.clear();
    for (int i = 0; i < heldOutSize; i++) {
      source.heldOut(i, example);
      add(example, heldOut);
    }
  }

  /** The held-out batch at the present grade. */
  Batch heldOut() {
    return heldOut;
  }

  /** The training batch of {@code step} (from 0), valid until the next call. */
  Batch train(long step) {
    if (nextStep != step) {
      prepare(step);
    }
    Batch prepared = next;
    next = batch;
    batch = prepared;
    nextStep = -1;
    return batch;
  }

  /** Draws the training batch of {@code step}, probably the next one; leaves the present one. */
  void prepare(long step) {
    next.clear();
    for (int i = 0; i < size; i++) {
      source.train(step * size + i, example);
      add(example, next);
    }
    nextStep = step;
  }

  /** Appends an example; where positions hold bits, those of a whole vector count together. */
  private void add(Example e, Batch to) {
    if (tokens.length < e.length()) {
      tokens = new int[2 * e.length()];
      positions = new int[2 * e.length()];
      targets = new int[2 * e.length()];
    }
    for (int t = 0; t < e.length(); t++) {
      tokens[t] = e.token(t);
    }
    for (int i = 0; i < e.countedLength(); i++) {
      targets[i] = e.token(e.counted(i) + 1);
    }
    int width = Math.max(1, bits);
    int count = e.countedLength() / width;
    for (int i = 0; i < count; i++) {
      positions[i] = (e.counted(i * width) + 1) / width - 1;
    }
    to.add(tokens, positions, targets, count);
  }
}
