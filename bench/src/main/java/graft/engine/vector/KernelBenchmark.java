package graft.engine.vector;

import graft.engine.Dropout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The vector engine's kernels one by one, called as its passes call them for a group of sequences
 * of 31 tokens in a model of width 16 with 4 heads. It lies in the engine's package, since kernels
 * are nobody else's business.
 *
 * <p>{@link Done} counts what a call does, so JMH's secondary results are per nanosecond: products
 * in operations, which makes GFLOP/s, everything else in vectors. Vectors are slow until they are
 * compiled, so warming up takes longer than measuring.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
  private static final int ROWS = 31;
  private static final int WIDTH = 16;
  private static final int HIDDEN = 4 * WIDTH;
  private static final int HEADS = 4;
  private static final int HEAD_WIDTH = WIDTH / HEADS;
  private static final Dropout DROPOUT = new Dropout(0.1, 1);

  /** What has been done in an iteration. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Done {
    /** Additions and multiplications of the formula, two for each multiply-add. */
    public long operations;

    /** Features of a row in sixteen lanes. */
    public long vectors;
  }

  /** A linear map with its rows. */
  @State(Scope.Thread)
  public static class LinearMap {
    /** Inputs and outputs. */
    @Param({"16->16", "16->64", "64->16", "64->256"})
    public String size = "16->16";

    private final int stride = Lanes.stride(ROWS);
    private int ins;
    private int outs;
    private int y;
    private int sums;
    private float[] m = new float[0];
    private float[] packed = new float[0];
    private float[] gradient = new float[0];

    /** Takes memory: inputs, outputs, and the lanes' sums of the weight gradient. */
    @Setup
    public void allocate() {
      String[] words = size.split("->");
      ins = Integer.parseInt(words[0]);
      outs = Integer.parseInt(words[1]);
      y = Lanes.START + (int) Lanes.size(ins, ROWS);
      sums = y + (int) Lanes.size(outs, ROWS);
      m = random(sums + 4 * Lanes.CELL);
      packed = random(outs * (ins + 1));
      gradient = new float[(ins + 1) * outs];
    }

    private long operations() {
      return 2L * ins * outs * ROWS * Lanes.COUNT;
    }
  }

  private final Group.Rows rows = new Group.Rows();
  private final int[] starts = new int[Lanes.COUNT];
  private int end = Lanes.START;
  private final int x = take(Lanes.size(WIDTH, ROWS));
  private final int y = take(Lanes.size(WIDTH, ROWS));
  private final int dy = take(Lanes.size(WIDTH, ROWS));
  private final int keyValue = take(Lanes.size(2 * WIDTH, ROWS));
  private final int hidden = take(Lanes.size(HIDDEN, ROWS));
  private final int slope = take(Lanes.size(HIDDEN, ROWS));
  private final int scale = take(ROWS * Lanes.COUNT);
  private final int inverse = take((long) HEADS * ROWS * Lanes.COUNT);
  private final int keyRow = (ROWS + 2) * Lanes.COUNT;
  private final int probability = take((long) HEADS * ROWS * keyRow);
  private final int dscore = take(2L * keyRow);
  private final int zeros = take(keyRow);
  private final float[] m = random(end);

  /** Rows as in a sequence of which every token counts. */
  public KernelBenchmark() {
    rows.causal(ROWS);
    Arrays.fill(m, zeros, zeros + keyRow, 0);
    // What GELU leaves as it is: it works in place, again and again.
    for (int i = hidden; i < slope; i++) {
      m[i] = 7.5f + m[i];
    }
  }

  private int take(long floats) {
    int at = end;
    end += (int) floats;
    return at;
  }

  /** Floats in [-1, 1). */
  private static float[] random(int size) {
    SplittableRandom generator = new SplittableRandom(1);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) generator.nextDouble(-1, 1);
    }
    return values;
  }

  /** y = W x + b. */
  @Benchmark
  public float[] linear(LinearMap map, Done done) {
    LinearKernels.linear(
        map.m,
        Lanes.START,
        map.stride,
        map.packed,
        0,
        map.ins,
        map.y,
        map.stride,
        map.outs,
        ROWS,
        false);
    done.operations += map.operations();
    return map.m;
  }

  /** The gradient of W and b. */
  @Benchmark
  public float[] outer(LinearMap map, Done done) {
    LinearKernels.outer(
        map.m,
        Lanes.START,
        map.stride,
        map.ins,
        map.y,
        map.stride,
        map.outs,
        ROWS,
        map.sums,
        map.gradient,
        0);
    done.operations += map.operations();
    return map.gradient;
  }

  /** Queries times keys, of every head. */
  @Benchmark
  public float[] scores(Done done) {
    for (int h = 0; h < HEADS; h++) {
      for (int r = 0; r < ROWS; r += Group.Rows.BLOCK) {
        ScoreKernels.scores(
            m,
            x + r * Lanes.CELL,
            rows.stride,
            h * HEAD_WIDTH,
            rows.blockRows(r),
            keyValue,
            rows.stride,
            h * HEAD_WIDTH,
            HEAD_WIDTH,
            rows.blockKeys(r),
            row(h, r),
            keyRow);
      }
    }
    done.operations += attentionOperations();
    return m;
  }

  /** Probabilities times values, of every head. */
  @Benchmark
  public float[] mix(Done done) {
    for (int h = 0; h < HEADS; h++) {
      for (int r = 0; r < ROWS; r += Group.Rows.BLOCK) {
        MixKernels.mix(
            m,
            row(h, r),
            keyRow,
            rows.blockRows(r),
            keyValue,
            rows.stride,
            WIDTH + h * HEAD_WIDTH,
            HEAD_WIDTH,
            rows.blockKeys(r),
            y + r * Lanes.CELL,
            rows.stride,
            h * HEAD_WIDTH,
            inverse(h, r),
            Lanes.COUNT);
      }
    }
    done.operations += attentionOperations();
    return m;
  }

  /** The gradient of the values (or keys), of every head. */
  @Benchmark
  public float[] spread(Done done) {
    for (int h = 0; h < HEADS; h++) {
      for (int r = 0; r < ROWS; r += Group.Rows.BLOCK) {
        SpreadKernels.spread(
            m,
            row(h, r),
            keyRow,
            zeros,
            dy + r * Lanes.CELL,
            rows.stride,
            h * HEAD_WIDTH,
            rows.blockRows(r),
            HEAD_WIDTH,
            rows.blockKeys(r),
            keyValue,
            rows.stride,
            WIDTH + h * HEAD_WIDTH);
      }
    }
    done.operations += attentionOperations();
    return m;
  }

  private int row(int h, int r) {
    return probability + (h * ROWS + r) * keyRow;
  }

  private int inverse(int h, int r) {
    return inverse + (h * ROWS + r) * Lanes.COUNT;
  }

  private static long attentionOperations() {
    return 2 * HEAD_WIDTH * Lanes.COUNT * keys();
  }

  /** Keys that the rows of all heads read. */
  private static long keys() {
    return HEADS * ROWS * (ROWS + 1L) / 2;
  }

  /** Scores to probabilities, of every head. */
  @Benchmark
  public float[] softmax(Done done) {
    for (int h = 0; h < HEADS; h++) {
      for (int r = 0; r < ROWS; r++) {
        SoftmaxKernels.softmax(
            m,
            row(h, r),
            rows.keys[r],
            rows.blockKeys(r),
            rows.limits,
            r * Lanes.COUNT,
            rows.shared[r],
            inverse(h, r));
      }
    }
    done.vectors += keys();
    return m;
  }

  /** Gradients of probabilities to those of scores, of every head. */
  @Benchmark
  public float[] softmaxBackward(Done done) {
    for (int h = 0; h < HEADS; h++) {
      for (int r = 0; r < ROWS; r++) {
        SoftmaxKernels.softmaxBackward(
            m,
            row(h, r),
            row(h, r),
            rows.keys[r],
            rows.blockKeys(r),
            inverse(h, r),
            dscore + (r & 1) * keyRow);
      }
    }
    done.vectors += keys();
    return m;
  }

  /** GELU and its derivative, by cells as the MLP does. */
  @Benchmark
  public float[] gelu(Done done) {
    for (int f = 0; f < HIDDEN; f += Lanes.FEATURES) {
      int at = f / Lanes.FEATURES * rows.stride;
      RowKernels.gelu(m, hidden + at, slope + at, ROWS * Lanes.CELL);
    }
    done.vectors += ROWS * HIDDEN;
    return m;
  }

  /** Layer normalisation. */
  @Benchmark
  public float[] normalize(Done done) {
    RowKernels.normalize(m, x, y, rows.stride, WIDTH, ROWS, scale);
    done.vectors += ROWS * WIDTH;
    return m;
  }

  /** Layer normalisation's gradient, added to the residual stream's. */
  @Benchmark
  public float[] normalizeBackward(Done done) {
    RowKernels.normalizeBackward(m, x, y, scale, dy, rows.stride, WIDTH, ROWS, true);
    done.vectors += ROWS * WIDTH;
    return m;
  }

  /** Dropout on a residual branch. */
  @Benchmark
  public float[] dropout(Done done) {
    for (int f = 0; f < WIDTH; f += Lanes.FEATURES) {
      int at = f / Lanes.FEATURES * rows.stride;
      for (int r = 0; r < ROWS; r++) {
        int cell = at + r * Lanes.CELL;
        DropoutKernels.drop(
            m,
            x + cell,
            y + cell,
            Lanes.FEATURES,
            starts,
            r * WIDTH + f,
            DROPOUT.threshold(),
            DROPOUT.scale());
      }
    }
    done.vectors += ROWS * WIDTH;
    return m;
  }
}
