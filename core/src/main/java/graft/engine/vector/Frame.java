package graft.engine.vector;

import graft.engine.Dropout;
import graft.model.GptConfig;

/**
 * What the parts of one thread's {@link GroupPass} share: the group, the memory of its rows, and
 * the operations that name both.
 *
 * <p>All rows lie in one array, laid out anew for every group: short groups stay within the cache.
 */
final class Frame {
  final Plan plan;
  final GptConfig config;
  final int width;
  final Group group;

  /** The group's tokens. */
  final Group.Rows tokens = new Group.Rows();

  /** The group's slots. */
  final Group.Rows slots = new Group.Rows();

  /** The rows; every int that says where rows begin is an index into it. */
  float[] m = new float[0];

  Dropout dropout = Dropout.NONE;

  /** The model's flat array. */
  float[] weights = m;

  /** The same, folded and packed by {@link Plan#pack}. */
  float[] packed = m;

  /** The shard's gradient. */
  float[] gradient = m;

  /** The residual stream by token, and by slot in a last block that gathers. */
  int stream;

  int slotStream;

  /** The gradient of the residual stream, likewise. */
  int dtoken;

  int dslot;

  /** The output of a branch before it joins the stream, or its gradient after dropout. */
  int branch;

  /** The gradient of normalised rows. */
  int dnormed;

  /** Room for kernels to work in: {@link LinearKernels#SCRATCH}. */
  int scratch;

  private long end;
  private final int[] starts = new int[Lanes.COUNT];
  private final int[] rowStarts = new int[Lanes.COUNT];

  Frame(Plan plan, Group group) {
    this.plan = plan;
    this.group = group;
    config = plan.config;
    width = config.width();
  }

  /** Begins a new layout for the group. */
  void layout() {
    tokens.causal(group.tokens);
    slots.slots(group);
    end = Lanes.START;
    scratch = take(LinearKernels.SCRATCH);
    stream = rows(width, tokens);
    slotStream = rows(width, slots);
    dtoken = rows(width, tokens);
    dslot = rows(width, slots);
    branch = rows(width, tokens.count > slots.count ? tokens : slots);
    dnormed = rows(width, tokens.count > slots.count ? tokens : slots);
  }

  /** Room for some rows. */
  int rows(int features, Group.Rows rows) {
    return take(Lanes.size(features, rows.count));
  }

  /** Room for {@code floats} more, a multiple of 16. */
  int take(long floats) {
    int at = (int) end;
    end += floats;
    return at;
  }

  /** Floats of the layout. */
  long size() {
    return end;
  }

  /** Sets where the layout goes on, or ends. */
  void end(long floats) {
    end = floats;
  }

  /** Makes the memory large enough for the layout. */
  void fit() {
    if (end > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "sixteen sequences of "
              + group.tokens
              + " tokens need "
              + end
              + " floats, more than one array holds; shorten the sequences or narrow the model");
    }
    if (m.length < end) {
      m = new float[(int) end];
    }
  }

  /** Whether block {@code layer} works on slots that are not simply all tokens. */
  boolean gathers(int layer) {
    return layer == config.layers() - 1 && !group.everywhere;
  }

  /** The rows that block {@code layer} works on. */
  Group.Rows rows(int layer) {
    return gathers(layer) ? slots : tokens;
  }

  /** y = linear(x), or y += linear(x). */
  void forward(Linear linear, int x, int y, Group.Rows rows, boolean add) {
    linear(x, linear.forwardAt(), linear.paddedIns(), y, linear.paddedOuts(), rows, add);
  }

  /** The cell of y = linear(x) that begins at {@code feature}. */
  void forwardCell(Linear linear, int feature, int x, int y, Group.Rows rows) {
    int ins = linear.paddedIns();
    linear(x, linear.forwardAt() + feature * (ins + 1), ins, y, Lanes.FEATURES, rows, false);
  }

  /** dx = dy W'^T, or the same added. */
  void backward(Linear linear, int dy, int dx, Group.Rows rows, boolean add) {
    linear(dy, linear.backwardAt(), linear.paddedOuts(), dx, linear.paddedIns(), rows, add);
  }

  /** The cell of dx = dy W'^T that begins at {@code feature}. */
  void backwardCell(Linear linear, int feature, int dy, int dx, Group.Rows rows) {
    int outs = linear.paddedOuts();
    linear(dy, linear.backwardAt() + feature * (outs + 1), outs, dx, Lanes.FEATURES, rows, false);
  }

  private void linear(
      int x, int weightsAt, int ins, int y, int outs, Group.Rows rows, boolean add) {
    int stride = rows.stride;
    int at = rows.first * Lanes.CELL;
    LinearKernels.linear(
        m, x + at, stride, packed, weightsAt, ins, y + at, stride, outs, rows.passed(), add);
  }

  /** Adds the gradient of W' and b'. */
  void outer(Linear linear, int x, int dy, Group.Rows rows) {
    outer(linear, x, rows.stride, dy, rows.stride, rows.count);
  }

  void outer(Linear linear, int x, int xStride, int dy, int yStride, int rows) {
    LinearKernels.outer(
        m,
        x,
        xStride,
        linear.paddedIns(),
        dy,
        yStride,
        linear.paddedOuts(),
        rows,
        scratch,
        gradient,
        linear.gradientAt());
  }

  void normalize(int x, int out, int scale, Group.Rows rows) {
    int at = rows.first * Lanes.CELL;
    int scaleAt = scale + rows.first * Lanes.COUNT;
    RowKernels.normalize(m, x + at, out + at, rows.stride, width, rows.passed(), scaleAt);
  }

  void normalizeBackward(int y, int g, int scale, int dx, Group.Rows rows, boolean add) {
    RowKernels.normalizeBackward(m, y, g, scale, dx, rows.stride, width, rows.count, add);
  }

  /** x += dropout(linear(in)). */
  void addBranch(Linear linear, int in, int x, int layer, int site) {
    Group.Rows rows = rows(layer);
    if (!dropout.active()) {
      forward(linear, in, x, rows, true);
      return;
    }
    forward(linear, in, branch, rows, false);
    drop(branch, branch, site, rows, gathers(layer));
    RowKernels.add(m, x, branch, (int) Lanes.size(width, rows.count));
  }

  /** The rows after dropout at a site: the rows themselves, or in {@code branch}. */
  int dropped(int x, int site, Group.Rows rows, boolean gathered) {
    if (!dropout.active()) {
      return x;
    }
    drop(x, branch, site, rows, gathered);
    return branch;
  }

  /** out = dropout(in). */
  void drop(int in, int out, int site, Group.Rows rows, boolean gathered) {
    startDropout(site);
    for (int r = 0; r < rows.count; r++) {
      int[] from = rowStarts(r, gathered, width);
      int first = gathered ? 0 : r * width;
      for (int f = 0; f < width; f += Lanes.FEATURES) {
        int at = f / Lanes.FEATURES * rows.stride + r * Lanes.CELL;
        int count = Math.min(Lanes.FEATURES, width - f);
        DropoutKernels.drop(
            m, in + at, out + at, count, from, first + f, dropout.threshold(), dropout.scale());
      }
    }
  }

  /** Sets where the lanes' element bits start for {@link #rowStarts}. */
  void startDropout(int site) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int sequence = group.sequence[lane];
      starts[lane] = sequence < 0 ? 0 : dropout.start(sequence, site);
    }
  }

  /**
   * Where the lanes' element bits start: of the site, or if the row stands at another position in
   * every lane, of the row.
   *
   * @param perPosition elements of a position
   */
  int[] rowStarts(int r, boolean gathered, int perPosition) {
    if (!gathered) {
      return starts;
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int position = group.position[r * Lanes.COUNT + lane];
      rowStarts[lane] = starts[lane] + position * perPosition * Dropout.ELEMENT_STEP;
    }
    return rowStarts;
  }

  /**
   * Row j of {@code to} := for each lane, the row of {@code from} at the position of its slot j.
   */
  void gather(int from, int to) {
    for (int j = 0; j < slots.count; j++) {
      if (slots.aligned[j]) {
        int row = from + group.position[j * Lanes.COUNT] * Lanes.CELL;
        for (int c = 0; c < Lanes.cells(width); c++) {
          int target = to + c * slots.stride + j * Lanes.CELL;
          System.arraycopy(m, row + c * tokens.stride, m, target, Lanes.CELL);
        }
      } else {
        gatherLanes(from, j, to);
      }
    }
  }

  private void gatherLanes(int from, int j, int to) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int source = from + group.position[j * Lanes.COUNT + lane] * Lanes.CELL + lane;
      int target = to + j * Lanes.CELL + lane;
      for (int f = 0; f < width; f++) {
        m[target + Lanes.feature(f, slots.stride)] = m[source + Lanes.feature(f, tokens.stride)];
      }
    }
  }

  /** The transpose of {@link #gather}, added; slots without a prediction have gradient zero. */
  void scatterAdd(int from, int to) {
    for (int j = 0; j < slots.count; j++) {
      if (slots.aligned[j]) {
        int row = to + group.position[j * Lanes.COUNT] * Lanes.CELL;
        for (int c = 0; c < Lanes.cells(width); c++) {
          int source = from + c * slots.stride + j * Lanes.CELL;
          RowKernels.add(m, row + c * tokens.stride, source, Lanes.CELL);
        }
      } else {
        scatterAddLanes(from, j, to);
      }
    }
  }

  private void scatterAddLanes(int from, int j, int to) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      int target = to + group.position[j * Lanes.COUNT + lane] * Lanes.CELL + lane;
      int source = from + j * Lanes.CELL + lane;
      for (int f = 0; f < width; f++) {
        m[target + Lanes.feature(f, tokens.stride)] += m[source + Lanes.feature(f, slots.stride)];
      }
    }
  }
}
