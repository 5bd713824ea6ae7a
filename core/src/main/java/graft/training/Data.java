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
      add(heldOut);
    }
  }

  /** The held-out batch at the present grade. */
  Batch heldOut() {
    return heldOut;
  }

  /**
   * The held-out sequences with those predictions counted that make up the answer, padding left
   * out. Sequences whose answer begins at the second token ask nothing, and are not among them;
   * neither are those of bits, which no engine generates.
   */
  Batch answers() {
    Batch answers = new Batch();
    int pad = source.procedure().vocabulary().pad();
    for (int i = 0; bits == 0 && i < heldOutSize; i++) {
      source.heldOut(i, example);
      int start = source.procedure().answerStart(example);
      if (start > 1) {
        addAnswer(start, pad, answers);
      }
    }
    return answers;
  }

  /**
   * Adds the predictions of tokens from {@code start} to the first that counts, and of those that
   * count.
   */
  private void addAnswer(int start, int pad, Batch answers) {
    read();
    int count = 0;
    for (int p = start - 1; p < example.counted(0); p++) {
      positions[count++] = p;
    }
    for (int i = 0; i < example.countedLength(); i++) {
      positions[count++] = example.counted(i);
    }
    while (count > 0 && example.token(positions[count - 1] + 1) == pad) {
      count--;
    }
    for (int i = 0; i < count; i++) {
      targets[i] = example.token(positions[i] + 1);
    }
    if (count > 0) {
      answers.add(tokens, positions, targets, count);
    }
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
      add(next);
    }
    nextStep = step;
  }

  /** Appends the example; where positions hold bits, those of a whole vector count together. */
  private void add(Batch to) {
    read();
    for (int i = 0; i < example.countedLength(); i++) {
      targets[i] = example.token(example.counted(i) + 1);
    }
    int width = Math.max(1, bits);
    int count = example.countedLength() / width;
    for (int i = 0; i < count; i++) {
      positions[i] = (example.counted(i * width) + 1) / width - 1;
    }
    to.add(tokens, positions, targets, count);
  }

  /** Takes the example's tokens, and makes room for its predictions. */
  private void read() {
    if (tokens.length < example.length()) {
      tokens = new int[2 * example.length()];
      positions = new int[2 * example.length()];
      targets = new int[2 * example.length()];
    }
    for (int t = 0; t < example.length(); t++) {
      tokens[t] = example.token(t);
    }
  }
}
