package graft.engine.vector;

import graft.engine.Dropout;
import graft.model.GptConfig;
import graft.model.Parameter.Role;

/**
 * The model's forward and backward pass on one {@link Group}, with the buffers of one thread.
 *
 * <p>Rows are the group's tokens (T of them), except in the last block, where queries, attention
 * output and MLP exist only for the R rows whose predictions count (its slots). A buffer's name
 * says what a row of it holds; a d in front makes it the gradient of the loss with respect to that.
 */
final class GroupPass {
  /** Rows of logits at a time: bounds their memory to about this many floats. */
  private static final int LOGIT_FLOATS = 1 << 18;

  private final Plan plan;
  private final GptConfig config;
  private final int c;
  private final int heads;
  private final int headWidth;
  private final int row;
  private final int kvRow;
  private final int hiddenRow;
  private final int logitRow;
  private final BlockBuffers[] blocks;
  private final Group.Rows causal = new Group.Rows();
  private final Group.Rows counted = new Group.Rows();
  private final int[] dropStart = new int[Lanes.COUNT];
  private final int[] dropBase = new int[Lanes.COUNT];
  private final int[] targets = new int[Lanes.COUNT];
  private final int[] answers = new int[Lanes.COUNT];
  private final double[] losses = new double[Lanes.COUNT];

  private final Group group;
  private Dropout dropout = Dropout.NONE;
  private float[] weights = new float[0];
  private float[] packed = new float[0];

  private float[] stream = new float[0];
  private float[] slotStream = new float[0];
  private float[] finalNormed = new float[0];
  private float[] finalScale = new float[0];
  private float[] logits = new float[0];
  private float[] branch = new float[0];
  private float[] dnormed = new float[0];
  private float[] dslot = new float[0];
  private float[] dtoken = new float[0];
  private float[] dhidden = new float[0];
  private float[] dmixed = new float[0];
  private float[] dquery = new float[0];
  private float[] dkeyValue = new float[0];
  private float[] dscore = new float[0];
  private float[] inner = new float[0];

  GroupPass(Plan plan, Group group) {
    this.plan = plan;
    this.group = group;
    config = plan.config;
    c = config.width();
    heads = config.heads();
    headWidth = config.headWidth();
    row = Lanes.row(c);
    kvRow = Lanes.row(2 * c);
    hiddenRow = Lanes.row(4 * c);
    logitRow = Lanes.row(config.vocabulary());
    blocks = new BlockBuffers[config.layers()];
    for (int l = 0; l < blocks.length; l++) {
      blocks[l] = new BlockBuffers();
    }
  }

  /**
   * What a block remembers of its forward pass. Attention's matrices are [head][row][key][lane].
   */
  private final class BlockBuffers {
    float[] normed1 = new float[0];
    float[] scale1 = new float[0];
    float[] slotNormed1 = new float[0];
    float[] query = new float[0];
    float[] keyValue = new float[0];
    float[] probability = new float[0];
    float[] kept = new float[0];
    float[] inverse = new float[0];
    float[] mixed = new float[0];
    float[] normed2 = new float[0];
    float[] scale2 = new float[0];
    float[] active = new float[0];
    float[] slope = new float[0];

    void size(int tokens, int rows) {
      int matrix = heads * rows * keyRow(tokens);
      normed1 = sized(normed1, tokens * row);
      scale1 = sized(scale1, tokens * Lanes.COUNT);
      slotNormed1 = sized(slotNormed1, rows * row);
      query = sized(query, rows * row);
      keyValue = sized(keyValue, tokens * kvRow);
      probability = sized(probability, matrix);
      kept = dropout.active() ? sized(kept, matrix) : kept;
      inverse = sized(inverse, heads * rows * Lanes.COUNT);
      mixed = sized(mixed, rows * row);
      normed2 = sized(normed2, rows * row);
      scale2 = sized(scale2, rows * Lanes.COUNT);
      active = sized(active, rows * hiddenRow);
      slope = sized(slope, rows * hiddenRow);
    }
  }

  /** Floats in the buffers of one thread for groups of {@code tokens} tokens that all count. */
  static long floats(GptConfig config, long tokens) {
    long row = Lanes.row(config.width());
    long kvRow = Lanes.row(2 * config.width());
    long hiddenRow = Lanes.row(4 * config.width());
    long keyRow = Lanes.row((int) tokens + 1);
    long block = tokens * (5 * row + kvRow + 2 * hiddenRow + 2L * config.heads() * keyRow);
    long shared = tokens * (9 * row + kvRow + hiddenRow + keyRow);
    return config.layers() * block + shared + LOGIT_FLOATS + Lanes.row(config.vocabulary());
  }

  private static int keyRow(int tokens) {
    return Lanes.row(tokens + 1 & ~1);
  }

  private static float[] sized(float[] array, int size) {
    return array.length >= size ? array : new float[size];
  }

  private boolean last(int l) {
    return l == blocks.length - 1;
  }

  /** Whether block {@code l} works on slots that are not simply all tokens. */
  private boolean gathers(int l) {
    return last(l) && !group.everywhere;
  }

  private Group.Rows rows(int l) {
    return gathers(l) ? counted : causal;
  }

  private void prepare() {
    int t = group.tokens;
    causal.causal(t);
    counted.slots(group);
    int most = Math.max(t, group.slots);
    for (int l = 0; l < blocks.length; l++) {
      blocks[l].size(t, rows(l).rows);
    }
    stream = sized(stream, t * row);
    slotStream = sized(slotStream, most * row);
    finalNormed = sized(finalNormed, most * row);
    finalScale = sized(finalScale, most * Lanes.COUNT);
    branch = sized(branch, most * row);
    dnormed = sized(dnormed, most * row);
    dslot = sized(dslot, most * row);
    dtoken = sized(dtoken, most * row);
    dhidden = sized(dhidden, most * hiddenRow);
    dmixed = sized(dmixed, most * row);
    dquery = sized(dquery, most * row);
    dkeyValue = sized(dkeyValue, t * kvRow);
    dscore = sized(dscore, most * keyRow(t));
    inner = sized(inner, most * Lanes.COUNT);
    logits = sized(logits, logitTile() * logitRow);
  }

  private int logitTile() {
    return Math.max(1, Math.min(LOGIT_FLOATS / logitRow, group.slots));
  }

  /**
   * Forward pass of the group.
   *
   * @param weights the model's flat array
   * @param packed the same, folded and packed by {@link Plan#pack}
   */
  void forward(float[] weights, float[] packed, Dropout dropout) {
    this.weights = weights;
    this.packed = packed;
    this.dropout = dropout;
    prepare();
    embed();
    for (int l = 0; l < blocks.length; l++) {
      attend(l);
      float[] x = gathers(l) ? slotStream : stream;
      feedForward(l, x);
    }
    float[] x = group.everywhere ? stream : slotStream;
    RowKernels.normalize(x, finalNormed, row, c, group.slots, finalScale);
  }

  private void embed() {
    int tokenTable = plan.parameters.get(Role.TOKEN_EMBEDDING).offset();
    int positionTable = plan.parameters.get(Role.POSITION_EMBEDDING).offset();
    for (int t = 0; t < group.tokens; t++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int from = tokenTable + group.token[t * Lanes.COUNT + lane] * c;
        int position = positionTable + t * c;
        int at = t * row + lane;
        for (int i = 0; i < c; i++) {
          stream[at + i * Lanes.COUNT] = weights[from + i] + weights[position + i];
        }
      }
    }
    if (dropout.active()) {
      dropRows(stream, stream, Dropout.embeddingSite(), false, group.tokens);
    }
  }

  /** stream += attention(normalised stream), for the rows that the block works on. */
  private void attend(int l) {
    BlockBuffers k = blocks[l];
    Group.Rows rows = rows(l);
    RowKernels.normalize(stream, k.normed1, row, c, group.tokens, k.scale1);
    float[] normed = k.normed1;
    float[] x = stream;
    if (gathers(l)) {
      gather(k.normed1, k.slotNormed1);
      gather(stream, slotStream);
      normed = k.slotNormed1;
      x = slotStream;
    }
    forward(plan.query[l], normed, row, k.query, row, rows.rows, false);
    forward(plan.keyValue[l], k.normed1, row, k.keyValue, kvRow, group.tokens, false);
    for (int h = 0; h < heads; h++) {
      attendHead(l, h);
    }
    addBranch(
        plan.attentionOutput[l], k.mixed, row, x, rows.rows, Dropout.attentionSite(l), gathers(l));
  }

  private void attendHead(int l, int h) {
    BlockBuffers k = blocks[l];
    Group.Rows rows = rows(l);
    int n = rows.rows;
    int feature = h * headWidth * Lanes.COUNT;
    int value = feature + c * Lanes.COUNT;
    int keyRow = keyRow(group.tokens);
    int matrix = h * n * keyRow;
    AttentionKernels.scores(
        k.query,
        feature,
        row,
        k.keyValue,
        feature,
        kvRow,
        headWidth,
        rows.keys,
        n,
        k.probability,
        matrix,
        keyRow);
    for (int r = 0; r < n; r++) {
      int filled = AttentionKernels.pairKeys(rows.keys, r & ~1, n);
      RowKernels.softmax(
          k.probability,
          matrix + r * keyRow,
          rows.keys[r],
          filled,
          rows.limits,
          r * Lanes.COUNT,
          rows.shared[r],
          k.inverse,
          (h * n + r) * Lanes.COUNT);
    }
    if (dropout.active()) {
      dropProbabilities(l, h, matrix, keyRow);
    }
    AttentionKernels.apply(
        kept(k),
        matrix,
        keyRow,
        k.keyValue,
        value,
        kvRow,
        headWidth,
        rows.keys,
        n,
        k.mixed,
        feature,
        row);
    RowKernels.scaleRows(k.mixed, feature, row, headWidth, n, k.inverse, h * n * Lanes.COUNT);
  }

  private float[] kept(BlockBuffers k) {
    return dropout.active() ? k.kept : k.probability;
  }

  /** x += MLP(normalised x). */
  private void feedForward(int l, float[] x) {
    BlockBuffers k = blocks[l];
    int n = rows(l).rows;
    RowKernels.normalize(x, k.normed2, row, c, n, k.scale2);
    forward(plan.mlpInput[l], k.normed2, row, k.active, hiddenRow, n, false);
    RowKernels.gelu(k.active, k.slope, n * hiddenRow);
    addBranch(plan.mlpOutput[l], k.active, hiddenRow, x, n, Dropout.mlpSite(l), gathers(l));
  }

  /** x += dropout(linear(in)). */
  private void addBranch(
      Linear linear, float[] in, int inRow, float[] x, int n, int site, boolean gathered) {
    if (!dropout.active()) {
      forward(linear, in, inRow, x, row, n, true);
      return;
    }
    forward(linear, in, inRow, branch, row, n, false);
    dropRows(branch, branch, site, gathered, n);
    RowKernels.add(x, branch, n * row);
  }

  private void forward(
      Linear linear, float[] x, int xRow, float[] y, int yRow, int n, boolean add) {
    LinearKernels.linear(
        x,
        0,
        xRow,
        packed,
        linear.forwardAt(),
        linear.ins(),
        y,
        0,
        yRow,
        linear.paddedOuts(),
        n,
        add);
  }

  /** dx = dy W'^T, or the same added. */
  private void backward(
      Linear linear, float[] dy, int yRow, float[] dx, int xRow, int n, boolean add) {
    LinearKernels.linear(
        dy,
        0,
        yRow,
        packed,
        linear.backwardAt(),
        linear.outs(),
        dx,
        0,
        xRow,
        linear.paddedIns(),
        n,
        add);
  }

  /**
   * Writes each prediction's loss and, as asked, its answer or logits; after {@link #forward}.
   *
   * @param loss receives by prediction of the batch
   * @param predicted receives by prediction, unless it is empty
   * @param allLogits receives [prediction][V], unless it is empty
   */
  void score(double[] loss, int[] predicted, float[] allLogits) {
    int tile = logitTile();
    for (int from = 0; from < group.slots; from += tile) {
      int n = Math.min(tile, group.slots - from);
      logits(from, n);
      for (int j = 0; j < n; j++) {
        report(from + j, j * logitRow, predicted, allLogits);
        crossEntropy(from + j, j * logitRow, 0, loss);
      }
    }
  }

  private void logits(int from, int n) {
    LinearKernels.linear(
        finalNormed,
        from * row,
        row,
        packed,
        plan.head.forwardAt(),
        c,
        logits,
        0,
        logitRow,
        plan.head.paddedOuts(),
        n,
        false);
  }

  private void report(int slot, int at, int[] predicted, float[] allLogits) {
    int vocabulary = config.vocabulary();
    if (predicted.length > 0) {
      RowKernels.largest(logits, at, vocabulary, answers);
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int i = group.prediction[slot * Lanes.COUNT + lane];
      if (i >= 0 && predicted.length > 0) {
        predicted[i] = answers[lane];
      }
      for (int v = 0; i >= 0 && allLogits.length > 0 && v < vocabulary; v++) {
        allLogits[i * vocabulary + v] = logits[at + v * Lanes.COUNT + lane];
      }
    }
  }

  private void crossEntropy(int slot, int at, float weight, double[] loss) {
    System.arraycopy(group.target, slot * Lanes.COUNT, targets, 0, Lanes.COUNT);
    RowKernels.crossEntropy(logits, at, config.vocabulary(), targets, weight, losses);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (targets[lane] >= 0) {
        loss[group.prediction[slot * Lanes.COUNT + lane]] = losses[lane];
      }
    }
  }

  /**
   * Writes each prediction's loss and adds the gradient of {@code weight} times their sum; after
   * {@link #forward}.
   *
   * @param sums [linear gradient][lane], added to
   * @param tables the shard's gradient, whose token and position tables are added to
   */
  void backward(float weight, double[] loss, float[] sums, float[] tables) {
    headBackward(weight, loss, sums);
    LinearKernels.clear(dslot, 0, group.slots * row);
    RowKernels.normalizeBackward(finalNormed, dnormed, finalScale, dslot, row, c, group.slots);
    float[] dx = dslot;
    for (int l = blocks.length - 1; l >= 0; l--) {
      feedForwardBackward(l, dx, sums);
      dx = attendBackward(l, dx, sums);
    }
    embedBackward(dx, tables);
  }

  /** Leaves the gradient of the final normalised rows in dnormed. */
  private void headBackward(float weight, double[] loss, float[] sums) {
    int tile = logitTile();
    Linear head = plan.head;
    for (int from = 0; from < group.slots; from += tile) {
      int n = Math.min(tile, group.slots - from);
      logits(from, n);
      for (int j = 0; j < n; j++) {
        crossEntropy(from + j, j * logitRow, weight, loss);
      }
      outer(head, finalNormed, from * row, row, logits, logitRow, n, sums);
      LinearKernels.linear(
          logits,
          0,
          logitRow,
          packed,
          head.backwardAt(),
          head.outs(),
          dnormed,
          from * row,
          row,
          head.paddedIns(),
          n,
          false);
    }
  }

  private void outer(
      Linear linear, float[] x, int xAt, int xRow, float[] dy, int yRow, int n, float[] sums) {
    LinearKernels.outer(
        x,
        xAt,
        xRow,
        linear.paddedIns(),
        dy,
        0,
        yRow,
        linear.paddedOuts(),
        n,
        sums,
        linear.gradientAt() * Lanes.COUNT);
  }

  /** Turns dx from the gradient of the block's output into that of its middle. */
  private void feedForwardBackward(int l, float[] dx, float[] sums) {
    BlockBuffers k = blocks[l];
    int n = rows(l).rows;
    float[] dbranch = dropped(dx, Dropout.mlpSite(l), gathers(l), n);
    outer(plan.mlpOutput[l], k.active, 0, hiddenRow, dbranch, row, n, sums);
    backward(plan.mlpOutput[l], dbranch, row, dhidden, hiddenRow, n, false);
    RowKernels.multiply(dhidden, k.slope, n * hiddenRow);
    outer(plan.mlpInput[l], k.normed2, 0, row, dhidden, hiddenRow, n, sums);
    backward(plan.mlpInput[l], dhidden, hiddenRow, dnormed, row, n, false);
    RowKernels.normalizeBackward(k.normed2, dnormed, k.scale2, dx, row, c, n);
  }

  /** Returns the gradient of the block's input, by token, from that of its middle. */
  private float[] attendBackward(int l, float[] dx, float[] sums) {
    BlockBuffers k = blocks[l];
    int n = rows(l).rows;
    float[] dbranch = dropped(dx, Dropout.attentionSite(l), gathers(l), n);
    outer(plan.attentionOutput[l], k.mixed, 0, row, dbranch, row, n, sums);
    backward(plan.attentionOutput[l], dbranch, row, dmixed, row, n, false);
    for (int h = 0; h < heads; h++) {
      attendHeadBackward(l, h);
    }
    float[] queryIn = gathers(l) ? k.slotNormed1 : k.normed1;
    outer(plan.query[l], queryIn, 0, row, dquery, row, n, sums);
    outer(plan.keyValue[l], k.normed1, 0, row, dkeyValue, kvRow, group.tokens, sums);
    backward(plan.keyValue[l], dkeyValue, kvRow, dnormed, row, group.tokens, false);
    float[] dinput = dx;
    if (gathers(l)) {
      backward(plan.query[l], dquery, row, branch, row, n, false);
      scatterAdd(branch, dnormed);
      LinearKernels.clear(dtoken, 0, group.tokens * row);
      scatterAdd(dx, dtoken);
      dinput = dtoken;
    } else {
      backward(plan.query[l], dquery, row, dnormed, row, n, true);
    }
    RowKernels.normalizeBackward(k.normed1, dnormed, k.scale1, dinput, row, c, group.tokens);
    return dinput;
  }

  private void attendHeadBackward(int l, int h) {
    BlockBuffers k = blocks[l];
    Group.Rows rows = rows(l);
    int n = rows.rows;
    int feature = h * headWidth * Lanes.COUNT;
    int value = feature + c * Lanes.COUNT;
    int keyRow = keyRow(group.tokens);
    int matrix = h * n * keyRow;
    // From here on dmixed is the gradient divided by the row's sum, since the probabilities are
    // not.
    RowKernels.scaleRows(dmixed, feature, row, headWidth, n, k.inverse, h * n * Lanes.COUNT);
    RowKernels.dotRows(dmixed, k.mixed, feature, row, headWidth, n, inner);
    AttentionKernels.scores(
        dmixed, feature, row, k.keyValue, value, kvRow, headWidth, rows.keys, n, dscore, 0, keyRow);
    for (int r = 0; r < n; r++) {
      int filled = AttentionKernels.pairKeys(rows.keys, r & ~1, n);
      RowKernels.softmaxBackward(
          k.probability,
          kept(k),
          matrix + r * keyRow,
          rows.keys[r],
          filled,
          inner,
          r * Lanes.COUNT,
          dscore,
          r * keyRow);
    }
    AttentionKernels.apply(
        dscore,
        0,
        keyRow,
        k.keyValue,
        feature,
        kvRow,
        headWidth,
        rows.keys,
        n,
        dquery,
        feature,
        row);
    AttentionKernels.applyTransposed(
        dscore,
        0,
        keyRow,
        k.query,
        feature,
        row,
        headWidth,
        rows.keys,
        n,
        group.tokens,
        dkeyValue,
        feature,
        kvRow);
    AttentionKernels.applyTransposed(
        kept(k),
        matrix,
        keyRow,
        dmixed,
        feature,
        row,
        headWidth,
        rows.keys,
        n,
        group.tokens,
        dkeyValue,
        value,
        kvRow);
  }

  private void embedBackward(float[] dx, float[] tables) {
    float[] d = dropped(dx, Dropout.embeddingSite(), false, group.tokens);
    for (int t = 0; t < group.tokens; t++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        if (t < group.length[lane]) {
          int to = plan.tokenTableAt + group.token[t * Lanes.COUNT + lane] * c;
          int at = t * row + lane;
          for (int i = 0; i < c; i++) {
            tables[to + i] += d[at + i * Lanes.COUNT];
          }
        }
      }
      Lanes.addLaneSums(d, t * row, tables, plan.positionTableAt + t * c, c);
    }
  }

  /**
   * Row j of {@code to} := for each lane, the row of {@code from} at the position of its slot j.
   */
  private void gather(float[] from, float[] to) {
    for (int k = 0; k < group.slots * Lanes.COUNT; k++) {
      int source = group.position[k] * row + k % Lanes.COUNT;
      int target = k / Lanes.COUNT * row + k % Lanes.COUNT;
      for (int i = 0; i < c; i++) {
        to[target + i * Lanes.COUNT] = from[source + i * Lanes.COUNT];
      }
    }
  }

  /** The transpose of {@link #gather}, added; slots without a prediction have gradient zero. */
  private void scatterAdd(float[] from, float[] to) {
    for (int k = 0; k < group.slots * Lanes.COUNT; k++) {
      int target = group.position[k] * row + k % Lanes.COUNT;
      int source = k / Lanes.COUNT * row + k % Lanes.COUNT;
      for (int i = 0; i < c; i++) {
        to[target + i * Lanes.COUNT] += from[source + i * Lanes.COUNT];
      }
    }
  }

  /** The rows after dropout at a site: the rows themselves, or in {@code branch}. */
  private float[] dropped(float[] x, int site, boolean gathered, int n) {
    if (!dropout.active()) {
      return x;
    }
    dropRows(x, branch, site, gathered, n);
    return branch;
  }

  private void dropRows(float[] in, float[] out, int site, boolean gathered, int n) {
    group.dropoutStarts(dropout, site, dropStart);
    for (int r = 0; r < n; r++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int position = gathered ? group.position[r * Lanes.COUNT + lane] : r;
        dropBase[lane] = dropStart[lane] + position * c * Dropout.ELEMENT_STEP;
      }
      RowKernels.drop(in, out, r * row, c, dropBase, dropout.threshold(), dropout.scale());
    }
  }

  private void dropProbabilities(int l, int h, int matrix, int keyRow) {
    Group.Rows rows = rows(l);
    int positions = config.positions();
    group.dropoutStarts(dropout, Dropout.probabilitySite(l), dropStart);
    for (int r = 0; r < rows.rows; r++) {
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        int element = (h * positions + (int) rows.limits[r * Lanes.COUNT + lane]) * positions;
        dropBase[lane] = dropStart[lane] + element * Dropout.ELEMENT_STEP;
      }
      int filled = AttentionKernels.pairKeys(rows.keys, r & ~1, rows.rows);
      RowKernels.drop(
          blocks[l].probability,
          blocks[l].kept,
          matrix + r * keyRow,
          filled,
          dropBase,
          dropout.threshold(),
          dropout.scale());
    }
  }
}
