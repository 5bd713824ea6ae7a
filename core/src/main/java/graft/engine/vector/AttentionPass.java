package graft.engine.vector;

import graft.engine.Dropout;

/**
 * The attention half of one block, with what it remembers of its forward pass. A d in front of a
 * name makes it the gradient of the loss with respect to that.
 *
 * <p>Probabilities are [head][row][key][lane], not divided by their sum.
 */
final class AttentionPass {
  private final Frame frame;
  private final int layer;
  private final int heads;
  private final int headWidth;
  private int normed;
  private int scale;
  private int slotNormed;
  private int query;
  private int keyValue;
  private int mixed;
  private int probability;
  private int kept;
  private int inverse;
  private int dmixed;
  private int dquery;
  private int dkeyValue;
  private int dscore;
  private int inner;
  private int keyRow;

  AttentionPass(Frame frame, int layer) {
    this.frame = frame;
    this.layer = layer;
    heads = frame.config.heads();
    headWidth = frame.config.headWidth();
  }

  /** Takes its memory. */
  void layout() {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    int width = frame.width;
    keyRow = keyRow(tokens.count);
    long matrix = (long) heads * rows.count * keyRow;
    normed = frame.rows(width, tokens);
    scale = frame.take((long) tokens.count * Lanes.COUNT);
    slotNormed = frame.gathers(layer) ? frame.rows(width, rows) : normed;
    query = frame.rows(width, rows);
    keyValue = frame.rows(2 * width, tokens);
    mixed = frame.rows(width, rows);
    probability = frame.take(matrix);
    kept = frame.dropout.active() ? frame.take(matrix) : probability;
    inverse = frame.take((long) heads * rows.count * Lanes.COUNT);
  }

  /** Takes memory that is free again after the backward pass, so that the layers may share it. */
  void layoutBackward() {
    Group.Rows rows = frame.rows(layer);
    dmixed = frame.rows(frame.width, rows);
    dquery = frame.rows(frame.width, rows);
    dkeyValue = frame.rows(2 * frame.width, frame.tokens);
    dscore = frame.take((long) rows.count * keyRow);
    inner = frame.take((long) rows.count * Lanes.COUNT);
  }

  /** An even number of keys, and an odd number of cache lines (see {@link Lanes#stride}). */
  private static int keyRow(int tokens) {
    return ((tokens + 1 & ~1) + 1) * Lanes.COUNT;
  }

  /** stream += attention(normalised stream), for the rows that the block works on. */
  void forward() {
    Group.Rows rows = frame.rows(layer);
    int x = frame.stream;
    frame.normalize(x, normed, scale, frame.tokens);
    if (frame.gathers(layer)) {
      frame.gather(normed, slotNormed);
      frame.gather(x, frame.slotStream);
      x = frame.slotStream;
    }
    frame.forward(frame.plan.query[layer], slotNormed, query, rows, false);
    frame.forward(frame.plan.keyValue[layer], normed, keyValue, frame.tokens, false);
    if (frame.dropout.active()) {
      frame.startDropout(Dropout.probabilitySite(layer));
    }
    for (int h = 0; h < heads; h++) {
      for (int r = 0; r < rows.count; r += 2) {
        attend(h, r, Math.min(r + 1, rows.count - 1));
      }
    }
    frame.addBranch(
        frame.plan.attentionOutput[layer], mixed, x, layer, Dropout.attentionSite(layer));
  }

  private int row(int matrix, int h, int r) {
    return matrix + (h * frame.rows(layer).count + r) * keyRow;
  }

  private int inverse(int h, int r) {
    return inverse + (h * frame.rows(layer).count + r) * Lanes.COUNT;
  }

  /** One head's attention for rows r and s. */
  private void attend(int h, int r, int s) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    int feature = h * headWidth;
    int keys = rows.keys[s];
    AttentionKernels.scores(
        frame.m,
        query + r * Lanes.CELL,
        query + s * Lanes.CELL,
        rows.stride,
        feature,
        keyValue,
        tokens.stride,
        feature,
        headWidth,
        keys,
        row(probability, h, r),
        row(probability, h, s));
    for (int i = r; i <= s; i++) {
      SoftmaxKernels.softmax(
          frame.m,
          row(probability, h, i),
          rows.keys[i],
          rows.pairKeys(r),
          rows.limits,
          i * Lanes.COUNT,
          rows.shared[i],
          inverse(h, i));
      if (frame.dropout.active()) {
        drop(h, i, rows.pairKeys(r));
      }
    }
    AttentionKernels.apply(
        frame.m,
        row(kept, h, r),
        row(kept, h, s),
        Lanes.COUNT,
        keyValue,
        tokens.stride,
        frame.width + feature,
        headWidth,
        keys,
        mixed + r * Lanes.CELL,
        mixed + s * Lanes.CELL,
        rows.stride,
        feature);
    for (int i = r; i <= s; i++) {
      RowKernels.scale(
          frame.m, mixed + i * Lanes.CELL, rows.stride, feature, headWidth, inverse(h, i));
    }
  }

  private void drop(int h, int r, int keys) {
    int positions = frame.config.positions();
    boolean gathered = frame.gathers(layer);
    RowKernels.drop(
        frame.m,
        row(probability, h, r),
        row(kept, h, r),
        keys,
        frame.rowStarts(r, gathered, positions),
        (h * positions + (gathered ? 0 : r)) * positions,
        frame.dropout.threshold(),
        frame.dropout.scale());
  }

  /** Returns the gradient of the block's input, by token, from that of its middle. */
  int backward(int dx) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    Plan plan = frame.plan;
    boolean gathers = frame.gathers(layer);
    int dbranch = frame.dropped(dx, Dropout.attentionSite(layer), rows, gathers);
    frame.outer(plan.attentionOutput[layer], mixed, dbranch, rows);
    frame.backward(plan.attentionOutput[layer], dbranch, dmixed, rows, false);
    for (int h = 0; h < heads; h++) {
      for (int r = 0; r < rows.count; r += 2) {
        attendBackward(h, r, Math.min(r + 1, rows.count - 1));
      }
      keysBackward(h);
    }
    frame.outer(plan.query[layer], slotNormed, dquery, rows);
    frame.outer(plan.keyValue[layer], normed, dkeyValue, tokens);
    frame.backward(plan.keyValue[layer], dkeyValue, frame.dnormed, tokens, false);
    if (!gathers) {
      frame.backward(plan.query[layer], dquery, frame.dnormed, rows, true);
      frame.normalizeBackward(normed, frame.dnormed, scale, dx, tokens, true);
      return dx;
    }
    frame.backward(plan.query[layer], dquery, frame.branch, rows, false);
    frame.scatterAdd(frame.branch, frame.dnormed);
    frame.normalizeBackward(normed, frame.dnormed, scale, frame.dtoken, tokens, false);
    frame.scatterAdd(dx, frame.dtoken);
    return frame.dtoken;
  }

  /** The gradients of one head's scores and queries in rows r and s. */
  private void attendBackward(int h, int r, int s) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    int feature = h * headWidth;
    int keys = rows.keys[s];
    for (int i = r; i <= s; i++) {
      // From here on dmixed is the gradient divided by the row's sum, since the probabilities are
      // not.
      int cell = i * Lanes.CELL;
      RowKernels.scale(frame.m, dmixed + cell, rows.stride, feature, headWidth, inverse(h, i));
      RowKernels.dot(
          frame.m,
          dmixed + cell,
          mixed + cell,
          rows.stride,
          feature,
          headWidth,
          inner + i * Lanes.COUNT);
    }
    AttentionKernels.scores(
        frame.m,
        dmixed + r * Lanes.CELL,
        dmixed + s * Lanes.CELL,
        rows.stride,
        feature,
        keyValue,
        tokens.stride,
        frame.width + feature,
        headWidth,
        keys,
        dscore + r * keyRow,
        dscore + s * keyRow);
    for (int i = r; i <= s; i++) {
      SoftmaxKernels.softmaxBackward(
          frame.m,
          row(probability, h, i),
          row(kept, h, i),
          rows.keys[i],
          rows.pairKeys(r),
          inner + i * Lanes.COUNT,
          dscore + i * keyRow);
    }
    AttentionKernels.apply(
        frame.m,
        dscore + r * keyRow,
        dscore + s * keyRow,
        Lanes.COUNT,
        keyValue,
        tokens.stride,
        feature,
        headWidth,
        keys,
        dquery + r * Lanes.CELL,
        dquery + s * Lanes.CELL,
        rows.stride,
        feature);
  }

  /** The gradients of one head's keys and values: sums over the rows that read them. */
  private void keysBackward(int h) {
    Group.Rows rows = frame.rows(layer);
    int feature = h * headWidth;
    int first = 0;
    for (int u = 0; u < frame.tokens.count; u += 2) {
      while (first < rows.count && rows.pairKeys(first) <= u) {
        first += 2;
      }
      int from = Math.min(first, rows.count);
      keysBackward(u, from, dscore, query, feature, feature);
      keysBackward(u, from, row(kept, h, 0), dmixed, feature, frame.width + feature);
    }
  }

  /** Keys u and u + 1 of one product: zeros if no row reads them. */
  private void keysBackward(int u, int from, int matrix, int in, int feature, int outFeature) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    int next = Math.min(u + 1, tokens.count - 1);
    AttentionKernels.apply(
        frame.m,
        matrix + from * keyRow + u * Lanes.COUNT,
        matrix + from * keyRow + next * Lanes.COUNT,
        keyRow,
        in + from * Lanes.CELL,
        rows.stride,
        feature,
        headWidth,
        rows.count - from,
        dkeyValue + u * Lanes.CELL,
        dkeyValue + next * Lanes.CELL,
        tokens.stride,
        outFeature);
  }
}
