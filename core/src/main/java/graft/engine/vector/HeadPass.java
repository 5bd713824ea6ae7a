package graft.engine.vector;

/**
 * The final normalisation, the head and the loss, by slot: softmax over the vocabulary, or where
 * positions hold bits, a sigmoid for each.
 */
final class HeadPass {
  /** Rows of logits at a time: as many as fit into about this many floats. */
  private static final int LOGIT_FLOATS = 1 << 16;

  private final Frame frame;
  private final int vocabulary;
  private final int[] targets = new int[Lanes.COUNT];
  private final int[] answers = new int[Lanes.COUNT];
  private final double[] losses = new double[Lanes.COUNT];
  private final float[] work = new float[3 * Lanes.COUNT];
  private final float[] factors = new float[Lanes.COUNT];
  private int normed;
  private int scale;
  private int logits;

  HeadPass(Frame frame) {
    this.frame = frame;
    vocabulary = frame.config.vocabulary();
  }

  /** Takes its memory. */
  void layout() {
    normed = frame.rows(frame.width, frame.slots);
    scale = frame.take((long) frame.slots.count * Lanes.COUNT);
    logits = frame.take(Lanes.size(vocabulary, tile()));
  }

  /** Rows of logits at a time. */
  private int tile() {
    int most = LOGIT_FLOATS / (Lanes.padded(vocabulary) * Lanes.COUNT);
    return Math.max(1, Math.min(most, frame.slots.count));
  }

  void forward(int x) {
    frame.normalize(x, normed, scale, frame.slots);
  }

  /**
   * Writes each prediction's loss and, as asked, its answer or logits.
   *
   * @param loss receives by prediction of the batch
   * @param predicted receives by prediction, or [prediction][bit], unless it is empty
   * @param allLogits receives [prediction][V], unless it is empty
   */
  void score(double[] loss, int[] predicted, float[] allLogits) {
    for (int from = 0; from < frame.slots.count; from += tile()) {
      int rows = Math.min(tile(), frame.slots.count - from);
      logits(from, rows);
      for (int j = 0; j < rows; j++) {
        report(from + j, logits + j * Lanes.CELL, Lanes.stride(rows), predicted, allLogits);
        crossEntropy(from + j, logits + j * Lanes.CELL, Lanes.stride(rows), 0, loss);
      }
    }
  }

  /** Writes the answers at one slot, by prediction. */
  void answer(int slot, int[] predicted) {
    logits(slot, 1);
    answer(slot, logits, Lanes.stride(1), predicted);
  }

  private void logits(int from, int rows) {
    Linear head = frame.plan.head;
    LinearKernels.linear(
        frame.m,
        normed + from * Lanes.CELL,
        frame.slots.stride,
        frame.packed,
        head.forwardAt(),
        head.paddedIns(),
        logits,
        Lanes.stride(rows),
        head.paddedOuts(),
        rows,
        false);
  }

  private void report(int slot, int at, int stride, int[] predicted, float[] allLogits) {
    if (predicted.length > 0) {
      answer(slot, at, stride, predicted);
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int i = frame.group.prediction[slot * Lanes.COUNT + lane];
      for (int v = 0; i >= 0 && allLogits.length > 0 && v < vocabulary; v++) {
        allLogits[i * vocabulary + v] = frame.m[at + Lanes.feature(v, stride) + lane];
      }
    }
  }

  private void answer(int slot, int at, int stride, int[] predicted) {
    boolean bits = frame.group.bits.count > 0;
    if (!bits) {
      SoftmaxKernels.largest(frame.m, at, stride, vocabulary, answers);
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int i = frame.group.prediction[slot * Lanes.COUNT + lane];
      if (i >= 0 && !bits) {
        predicted[i] = answers[lane];
      }
      for (int v = 0; i >= 0 && bits && v < vocabulary; v++) {
        float logit = frame.m[at + Lanes.feature(v, stride) + lane];
        predicted[i * vocabulary + v] = logit > 0 ? 1 : 0;
      }
    }
  }

  private void crossEntropy(int slot, int at, int stride, float weight, double[] loss) {
    if (frame.group.bits.count > 0) {
      logistic(slot, at, stride, weight, loss);
      return;
    }
    System.arraycopy(frame.group.target, slot * Lanes.COUNT, targets, 0, Lanes.COUNT);
    SoftmaxKernels.crossEntropy(frame.m, at, stride, vocabulary, targets, weight, work, losses);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (targets[lane] >= 0) {
        loss[frame.group.prediction[slot * Lanes.COUNT + lane]] = losses[lane];
      }
    }
  }

  private void logistic(int slot, int at, int stride, float weight, double[] loss) {
    int[] prediction = frame.group.prediction;
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      factors[lane] = prediction[slot * Lanes.COUNT + lane] >= 0 ? weight : 0;
    }
    float[] signs = frame.group.bits.signs;
    int signsAt = slot * vocabulary * Lanes.COUNT;
    LogisticKernels.logistic(
        frame.m, at, stride, vocabulary, signs, signsAt, factors, work, losses);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (prediction[slot * Lanes.COUNT + lane] >= 0) {
        loss[prediction[slot * Lanes.COUNT + lane]] = losses[lane];
      }
    }
  }

  /** Writes each prediction's loss and leaves the gradient of the head's input in {@code dx}. */
  void backward(float weight, double[] loss, int dx) {
    Linear head = frame.plan.head;
    Group.Rows slots = frame.slots;
    for (int from = 0; from < slots.count; from += tile()) {
      int rows = Math.min(tile(), slots.count - from);
      int stride = Lanes.stride(rows);
      logits(from, rows);
      for (int j = 0; j < rows; j++) {
        crossEntropy(from + j, logits + j * Lanes.CELL, stride, weight, loss);
      }
      frame.outer(head, normed + from * Lanes.CELL, slots.stride, logits, stride, rows);
      LinearKernels.linear(
          frame.m,
          logits,
          stride,
          frame.packed,
          head.backwardAt(),
          head.paddedOuts(),
          frame.dnormed + from * Lanes.CELL,
          slots.stride,
          head.paddedIns(),
          rows,
          false);
    }
    frame.normalizeBackward(normed, frame.dnormed, scale, dx, slots, false);
  }
}
