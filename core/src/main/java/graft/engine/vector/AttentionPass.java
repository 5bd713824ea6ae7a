package graft.engine.vector;

import graft.engine.Dropout;
import java.util.Arrays;

/**
 * The attention half of one block, with what it remembers of its forward pass. A d in front of a
 * name makes it the gradient of the loss with respect to that.
 *
 * <p>Probabilities are [head][row][key][lane], of the keys that the row reads and no others (see
 * {@link Group.Rows#scores}); they are not divided by their sum, and negative ones are those that
 * dropout drops. Rows go in blocks of four, whose scores stay in the nearest cache.
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
  private int ones;
  private int zeros;
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
    keyRow = (tokens.count | 1) * Lanes.COUNT;
    normed = frame.rows(width, tokens);
    scale = frame.take((long) tokens.count * Lanes.COUNT);
    slotNormed = frame.gathers(layer) ? frame.rows(width, rows) : normed;
    query = frame.rows(width, rows);
    keyValue = frame.rows(2 * width, tokens);
    mixed = frame.rows(width, rows);
    probability = frame.take(heads * rows.scoresSize);
    kept = frame.take((long) Group.Rows.BLOCK * keyRow);
    inverse = frame.take((long) heads * rows.count * Lanes.COUNT);
  }

  /** Takes memory that is free again after the backward pass, so that the layers may share it. */
  void layoutBackward() {
    Group.Rows rows = frame.rows(layer);
    dmixed = frame.rows(frame.width, rows);
    dquery = frame.rows(frame.width, rows);
    dkeyValue = frame.rows(2 * frame.width, frame.tokens);
    dscore = frame.take((long) Group.Rows.BLOCK * keyRow);
    inner = frame.take(Group.Rows.BLOCK * Lanes.COUNT);
    ones = frame.take(Lanes.COUNT);
    zeros = frame.take(keyRow);
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
      for (int r = rows.first; r < rows.end; r += Group.Rows.BLOCK) {
        attend(h, r);
      }
    }
    frame.addBranch(
        frame.plan.attentionOutput[layer], mixed, x, layer, Dropout.attentionSite(layer));
  }

  /** Where a row's probabilities lie. */
  private int row(int h, int r) {
    Group.Rows rows = frame.rows(layer);
    return probability + h * (int) rows.scoresSize + rows.scores[r];
  }

  private int inverse(int h, int r) {
    return inverse + (h * frame.rows(layer).count + r) * Lanes.COUNT;
  }

  /** One head's attention for the block of rows that begins at row r. */
  private void attend(int h, int r) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    int feature = h * headWidth;
    int keys = rows.blockKeys(r);
    int block = rows.blockRows(r);
    ScoreKernels.scores(
        frame.m,
        query + r * Lanes.CELL,
        rows.stride,
        feature,
        block,
        keyValue,
        tokens.stride,
        feature,
        headWidth,
        keys,
        row(h, r),
        rows.scoresStep(r));
    for (int i = r; i < r + block; i++) {
      SoftmaxKernels.softmax(
          frame.m,
          row(h, i),
          rows.keys[i],
          keys,
          rows.limits,
          i * Lanes.COUNT,
          rows.shared[i],
          inverse(h, i));
      if (frame.dropout.active()) {
        drop(h, i, kept + (i - r) * keyRow, keys);
      }
    }
    MixKernels.mix(
        frame.m,
        kept(h, r),
        keptStep(r),
        block,
        keyValue,
        tokens.stride,
        frame.width + feature,
        headWidth,
        keys,
        mixed + r * Lanes.CELL,
        rows.stride,
        feature,
        inverse(h, r),
        Lanes.COUNT);
  }

  /** Where the probabilities after dropout lie, of the first row of a block. */
  private int kept(int h, int r) {
    return frame.dropout.active() ? kept : row(h, r);
  }

  /** From those of one row to those of the next. */
  private int keptStep(int r) {
    return frame.dropout.active() ? keyRow : frame.rows(layer).scoresStep(r);
  }

  private void drop(int h, int r, int out, int keys) {
    int positions = frame.config.positions();
    boolean gathered = frame.gathers(layer);
    DropoutKernels.dropAndMark(
        frame.m,
        row(h, r),
        out,
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
    Arrays.fill(frame.m, ones, ones + Lanes.COUNT, 1);
    Arrays.fill(frame.m, zeros, zeros + keyRow, 0);
    Arrays.fill(frame.m, dkeyValue, dkeyValue + (int) Lanes.size(2 * frame.width, tokens.count), 0);
    for (int h = 0; h < heads; h++) {
      for (int r = 0; r < rows.count; r += Group.Rows.BLOCK) {
        attendBackward(h, r);
      }
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

  /** What the block of rows that begins at row r adds to the gradients of one head. */
  private void attendBackward(int h, int r) {
    Group.Rows rows = frame.rows(layer);
    Group.Rows tokens = frame.tokens;
    float[] m = frame.m;
    int feature = h * headWidth;
    int keys = rows.blockKeys(r);
    int block = rows.blockRows(r);
    for (int i = r; i < r + block; i++) {
      // From here on dmixed is the gradient divided by the row's sum, since the probabilities are
      // not.
      RowKernels.scaleAndDot(
          m,
          dmixed + i * Lanes.CELL,
          mixed + i * Lanes.CELL,
          rows.stride,
          feature,
          headWidth,
          inverse(h, i),
          inner + (i - r) * Lanes.COUNT);
    }
    ScoreKernels.scores(
        m,
        dmixed + r * Lanes.CELL,
        rows.stride,
        feature,
        block,
        keyValue,
        tokens.stride,
        frame.width + feature,
        headWidth,
        keys,
        dscore,
        keyRow);
    for (int i = r; i < r + block; i++) {
      int keptRow = kept(h, r) + (i - r) * keptStep(r);
      if (frame.dropout.active()) {
        DropoutKernels.unmark(m, row(h, i), keptRow, keys, frame.dropout.scale());
      }
      SoftmaxKernels.softmaxBackward(
          m,
          row(h, i),
          keptRow,
          rows.keys[i],
          keys,
          inner + (i - r) * Lanes.COUNT,
          dscore + (i - r) * keyRow);
    }
    MixKernels.mix(
        m,
        dscore,
        keyRow,
        block,
        keyValue,
        tokens.stride,
        feature,
        headWidth,
        keys,
        dquery + r * Lanes.CELL,
        rows.stride,
        feature,
        ones,
        0);
    spread(dscore, keyRow, query, r, feature, feature);
    spread(kept(h, r), keptStep(r), dmixed, r, feature, frame.width + feature);
  }

  private void spread(int scores, int step, int in, int r, int feature, int outFeature) {
    Group.Rows rows = frame.rows(layer);
    SpreadKernels.spread(
        frame.m,
        scores,
        step,
        zeros,
        in + r * Lanes.CELL,
        rows.stride,
        feature,
        rows.blockRows(r),
        headWidth,
        rows.blockKeys(r),
        dkeyValue,
        frame.tokens.stride,
        outFeature);
  }
}
