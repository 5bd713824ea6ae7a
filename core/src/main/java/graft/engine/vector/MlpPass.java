package graft.engine.vector;

import graft.engine.Dropout;

/** The MLP half of one block, with what it remembers of its forward pass. */
final class MlpPass {
  private final Frame frame;
  private final int layer;
  private int normed;
  private int scale;
  private int active;
  private int slope;
  private int dhidden;

  MlpPass(Frame frame, int layer) {
    this.frame = frame;
    this.layer = layer;
  }

  private int hidden() {
    return 4 * frame.width;
  }

  /** Takes its memory. */
  void layout() {
    Group.Rows rows = frame.rows(layer);
    normed = frame.rows(frame.width, rows);
    scale = frame.take((long) rows.count * Lanes.COUNT);
    active = frame.rows(hidden(), rows);
    slope = frame.rows(hidden(), rows);
  }

  /** Takes memory that is free again after the backward pass, so that the layers may share it. */
  void layoutBackward() {
    dhidden = frame.rows(hidden(), frame.rows(layer));
  }

  /** x += MLP(normalised x). */
  void forward(int x) {
    Group.Rows rows = frame.rows(layer);
    Linear linear = frame.plan.mlpInput[layer];
    frame.normalize(x, normed, scale, rows);
    int first = rows.first * Lanes.CELL;
    for (int f = 0; f < hidden(); f += Lanes.FEATURES) {
      int at = f / Lanes.FEATURES * rows.stride;
      frame.forwardCell(linear, f, normed, active + at, rows);
      RowKernels.gelu(frame.m, active + at + first, slope + at + first, rows.passed() * Lanes.CELL);
    }
    frame.addBranch(frame.plan.mlpOutput[layer], active, x, layer, Dropout.mlpSite(layer));
  }

  /** Turns dx from the gradient of the block's output into that of its middle. */
  void backward(int dx) {
    Group.Rows rows = frame.rows(layer);
    Linear input = frame.plan.mlpInput[layer];
    Linear output = frame.plan.mlpOutput[layer];
    int dbranch = frame.dropped(dx, Dropout.mlpSite(layer), rows, frame.gathers(layer));
    frame.outer(output, active, dbranch, rows);
    for (int f = 0; f < hidden(); f += Lanes.FEATURES) {
      int at = f / Lanes.FEATURES * rows.stride;
      frame.backwardCell(output, f, dbranch, dhidden + at, rows);
      RowKernels.multiply(frame.m, dhidden + at, slope + at, rows.count * Lanes.CELL);
    }
    frame.outer(input, normed, dhidden, rows);
    frame.backward(input, dhidden, frame.dnormed, rows, false);
    frame.normalizeBackward(normed, frame.dnormed, scale, dx, rows, true);
  }
}
