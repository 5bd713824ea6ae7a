package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The loss of bits that each have a logit, on rows (see {@link Lanes}). */
final class LogisticKernels {
  /** Factors of at most 2 whose product is no infinity. */
  private static final int MOST_FACTORS = 64;

  private LogisticKernels() {}

  /**
   * Binary cross-entropy of one row of logits: the logits become their gradient.
   *
   * <p>With x the logit, or its negative where the bit is 1, the loss of a bit is ln(1 + exp(x)) =
   * max(x, 0) + ln(1 + exp(-|x|)), and its derivative with respect to x is 1 / (1 + exp(-x)). The
   * logarithms are taken of products, one for up to 64 bits.
   *
   * @param logits the row's first cell
   * @param signs from {@code signsAt} on [bit][lane]: what makes x of the logit
   * @param factors what a lane's gradient is multiplied with, [lane]
   * @param work two rows of 16 floats
   * @param loss receives the sum of the losses of each lane's bits
   */
  static void logistic(
      float[] m,
      int logits,
      int stride,
      int bits,
      float[] signs,
      int signsAt,
      float[] factors,
      float[] work,
      double[] loss) {
    for (int from = 0; from < bits; from += MOST_FACTORS) {
      int to = Math.min(bits, from + MOST_FACTORS);
      for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
        FloatVector factor = FloatVector.fromArray(Lanes.FLOATS, factors, p);
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        FloatVector product = FloatVector.broadcast(Lanes.FLOATS, 1f);
        for (int i = from; i < to; i++) {
          int at = logits + Lanes.feature(i, stride) + p;
          FloatVector sign =
              FloatVector.fromArray(Lanes.FLOATS, signs, signsAt + i * Lanes.COUNT + p);
          FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at).mul(sign);
          VectorMask<Float> right = x.lt(0f);
          FloatVector e = Lanes.exp2(x.abs().mul(-Lanes.LOG2_E));
          FloatVector both = e.add(1f);
          sum = sum.add(x.blend(0f, right));
          product = product.mul(both);
          FloatVector one = FloatVector.broadcast(Lanes.FLOATS, 1f);
          one.blend(e, right).div(both).mul(sign).mul(factor).intoArray(m, at);
        }
        sum.intoArray(work, p);
        product.intoArray(work, Lanes.COUNT + p);
      }
      for (int lane = 0; lane < Lanes.COUNT; lane++) {
        double found = work[lane] + StrictMath.log(work[Lanes.COUNT + lane]);
        loss[lane] = from == 0 ? found : loss[lane] + found;
      }
    }
  }
}
