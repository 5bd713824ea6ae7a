package graft.engine.vector;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A call of every kernel on data that lies in the nearest caches, with what it usually costs.
 *
 * <p>The cost is the time of a call over that of {@link #multiplyAdds}, and hardly depends on the
 * width of the vectors: the middle of five fresh processes each for 128, 256 and 512 bits, on AMD
 * Zen 4 with Java 25. To measure it again, after a kernel or its call here was changed: {@code
 * GRAFT_OPTS=-Dgraft.vector.bits=256 ./graft doctor --json} prints every kernel's {@code cost}.
 */
final class KernelCases {
  /** Every class of kernels. */
  static final List<Class<?>> CLASSES =
      List.of(
          ScoreKernels.class,
          MixKernels.class,
          SpreadKernels.class,
          DropoutKernels.class,
          LinearKernels.class,
          LogisticKernels.class,
          RowKernels.class,
          SoftmaxKernels.class);

  private static final int WIDTH = 16;
  private static final int ROWS = 17;
  private static final int KEYS = 31;

  /** The features of a head, and where it begins. */
  private static final int HEAD = 8;

  private static final int HEAD_AT = 4;

  private static final int TURNS = 100 * Lanes.COUNT / Lanes.WIDTH;

  // Where things lie in m: two sets of rows, rows of [key][lane] (four at P), and
  // scratch.
  private static final int STRIDE = Lanes.stride(KEYS);
  private static final int ROW_SIZE = (int) Lanes.size(WIDTH, KEYS);
  private static final int KEY_SIZE = (KEYS + 2) * Lanes.COUNT;
  private static final int X = Lanes.START;
  private static final int Y = X + ROW_SIZE;
  private static final int P = Y + ROW_SIZE;
  private static final int Q = P + Group.Rows.BLOCK * KEY_SIZE;
  private static final int R = Q + KEY_SIZE;
  private static final int SCALE = R + KEY_SIZE;
  private static final int SUMS = SCALE + KEY_SIZE;
  private static final int END = SUMS + LinearKernels.SCRATCH;

  private final float[] fresh = new float[END];
  private final float[] m = new float[END];
  private final float[] w = new float[WIDTH * (WIDTH + 1)];
  private final float[] gradient = new float[w.length];
  private final float[] limits = new float[Lanes.COUNT];
  private final int[] targets = new int[Lanes.COUNT];
  private final int[] starts = new int[Lanes.COUNT];
  private final float[] work = new float[3 * Lanes.COUNT];
  private final double[] losses = new double[Lanes.COUNT];
  private float result;

  /**
   * A kernel.
   *
   * @param usual its usual cost
   * @param prepare is run before some calls, untimed
   */
  record Case(String name, double usual, Runnable prepare, Runnable call) {}

  KernelCases() {
    for (int i = 0; i < END; i++) {
      fresh[i] = 0.25f + i * 7919 % 13 / 24f;
    }
    System.arraycopy(fresh, 0, w, 0, w.length);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      limits[lane] = KEYS / 2 + lane;
      targets[lane] = lane % 4 == 0 ? -1 : lane;
      starts[lane] = lane * 0x9E3779B9;
    }
  }

  private Case of(String name, double usual, Runnable call) {
    return new Case(name, usual, this::refill, call);
  }

  /** Many kernels work in place, and repeated would drift to zero or beyond all bounds. */
  private void refill() {
    System.arraycopy(fresh, 0, m, 0, END);
  }

  /** What costs are relative to. */
  Case reference() {
    return of("multiplyAdds", 1, () -> result += multiplyAdds(TURNS, 0.999f));
  }

  /** Every kernel. */
  List<Case> all() {
    return List.of(
        of("linear", 5.2, this::linear),
        of("outer", 4.8, this::outer),
        of("outerOfFew", 1, this::outerOfFew),
        of("scores", 0.53, this::scores),
        of("mix", 0.53, this::mix),
        of("spread", 0.65, this::spread),
        of("softmax", 0.5, this::softmax),
        of("softmaxBackward", 0.12, this::softmaxBackward),
        of("crossEntropy", 0.85, this::crossEntropy),
        of("logistic", 0.8, this::logistic),
        of("normalize", 4.5, this::normalize),
        of("normalizeBackward", 6.5, this::normalizeBackward),
        of("gelu", 1.5, () -> RowKernels.gelu(m, X, Y, ROWS * Lanes.CELL)),
        of("multiply", 0.15, () -> RowKernels.multiply(m, X, Y, ROWS * Lanes.CELL)),
        of("add", 0.145, () -> RowKernels.add(m, X, Y, ROWS * Lanes.CELL)),
        of("scaleAndDot", 0.06, this::scaleAndDot),
        of("drop", 0.21, this::drop),
        of("dropAndMark", 0.25, this::dropAndMark),
        of("unmark", 0.13, () -> DropoutKernels.unmark(m, P, Q, KEYS, 1.1f)));
  }

  private void linear() {
    LinearKernels.linear(m, X, STRIDE, w, 0, WIDTH, Y, STRIDE, WIDTH, ROWS, false);
    LinearKernels.linear(m, X, STRIDE, w, 0, WIDTH, Y, STRIDE, Lanes.FEATURES, ROWS, true);
  }

  private void outer() {
    LinearKernels.outer(m, X, STRIDE, WIDTH, Y, STRIDE, WIDTH, ROWS, SUMS, gradient, 0);
  }

  private void outerOfFew() {
    LinearKernels.outerOfFew(m, X, STRIDE, WIDTH, Y, STRIDE, 2, SUMS, gradient, 0);
  }

  private void scores() {
    for (int rows = 3; rows <= Group.Rows.BLOCK; rows++) {
      ScoreKernels.scores(m, X, STRIDE, HEAD_AT, rows, Y, STRIDE, HEAD_AT, HEAD, KEYS, P, KEY_SIZE);
    }
  }

  private void mix() {
    for (int rows = 3; rows <= Group.Rows.BLOCK; rows++) {
      MixKernels.mix(
          m, P, KEY_SIZE, rows, Y, STRIDE, HEAD_AT, HEAD, KEYS, X, STRIDE, HEAD_AT, SCALE, 0);
    }
  }

  private void spread() {
    for (int rows = 3; rows <= Group.Rows.BLOCK; rows++) {
      SpreadKernels.spread(
          m, P, KEY_SIZE, Q, X, STRIDE, HEAD_AT, rows, HEAD, KEYS, Y, STRIDE, HEAD_AT);
    }
  }

  private void softmax() {
    SoftmaxKernels.softmax(m, P, KEYS, KEYS + 1, limits, 0, KEYS / 2, SCALE);
  }

  private void softmaxBackward() {
    SoftmaxKernels.softmaxBackward(m, P, Q, KEYS, KEYS + 1, SCALE, R);
  }

  private void crossEntropy() {
    SoftmaxKernels.crossEntropy(m, X, STRIDE, WIDTH, targets, 0.1f, work, losses);
  }

  private void logistic() {
    LogisticKernels.logistic(m, X, STRIDE, WIDTH, fresh, P, fresh, work, losses);
  }

  private void normalize() {
    RowKernels.normalize(m, X, Y, STRIDE, WIDTH, ROWS, SCALE);
  }

  private void normalizeBackward() {
    RowKernels.normalizeBackward(m, X, Y, SCALE, Y, STRIDE, WIDTH, ROWS, false);
    RowKernels.normalizeBackward(m, X, Y, SCALE, Y, STRIDE, WIDTH, ROWS, true);
  }

  private void scaleAndDot() {
    RowKernels.scaleAndDot(m, X, Y, STRIDE, HEAD_AT, HEAD, SCALE, R);
  }

  private void drop() {
    DropoutKernels.drop(m, X, Y, KEYS, starts, 0, 1 << 20, 1.1f);
  }

  private void dropAndMark() {
    DropoutKernels.dropAndMark(m, P, Q, KEYS, starts, 0, 1 << 20, 1.1f);
  }

  /** Multiply-adds on registers: twelve chains x := x a + a hide each other's latency. */
  private static float multiplyAdds(int turns, float factor) {
    FloatVector a = FloatVector.broadcast(Lanes.FLOATS, factor);
    FloatVector x0 = a;
    FloatVector x1 = a.add(1);
    FloatVector x2 = a.add(2);
    FloatVector x3 = a.add(3);
    FloatVector x4 = a.add(4);
    FloatVector x5 = a.add(5);
    FloatVector x6 = a.add(6);
    FloatVector x7 = a.add(7);
    FloatVector x8 = a.add(8);
    FloatVector x9 = a.add(9);
    FloatVector x10 = a.add(10);
    FloatVector x11 = a.add(11);
    for (int i = 0; i < turns; i++) {
      x0 = x0.fma(a, a);
      x1 = x1.fma(a, a);
      x2 = x2.fma(a, a);
      x3 = x3.fma(a, a);
      x4 = x4.fma(a, a);
      x5 = x5.fma(a, a);
      x6 = x6.fma(a, a);
      x7 = x7.fma(a, a);
      x8 = x8.fma(a, a);
      x9 = x9.fma(a, a);
      x10 = x10.fma(a, a);
      x11 = x11.fma(a, a);
    }
    FloatVector sum = x0.add(x1).add(x2).add(x3).add(x4).add(x5);
    return sum.add(x6).add(x7).add(x8).add(x9).add(x10).add(x11).reduceLanes(VectorOperators.ADD);
  }
}
