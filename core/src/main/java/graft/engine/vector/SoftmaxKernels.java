package graft.engine.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** Softmax of attention on rows of [key][lane], and of the head on rows (see {@link Lanes}). */
final class SoftmaxKernels {
  private SoftmaxKernels() {}

  /**
   * Turns one row of scores in the base-2 logarithm into unnormalised probabilities: s[u] :=
   * 2^(s[u] - max), and zeros for keys {@code count..filled-1}; writes 1 / sum.
   *
   * @param limits the last key that each lane reads, [lane]
   * @param shared every lane reads keys 0..shared at least, so only later ones are compared with
   *     its limit
   */
  static void softmax(
      float[] m,
      int s,
      int count,
      int filled,
      float[] limits,
      int limitAt,
      int shared,
      int inverse) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector limit = FloatVector.fromArray(Lanes.FLOATS, limits, limitAt + p);
      for (int u = shared + 1; u < count; u++) {
        int at = s + p + u * Lanes.COUNT;
        VectorMask<Float> behind = limit.lt(u);
        FloatVector.fromArray(Lanes.FLOATS, m, at).blend(-1e30f, behind).intoArray(m, at);
      }
      int end = s + count * Lanes.COUNT;
      FloatVector largest = FloatVector.fromArray(Lanes.FLOATS, m, s + p);
      for (int at = s + p + Lanes.COUNT; at < end; at += Lanes.COUNT) {
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at);
        largest = largest.blend(x, largest.lt(x));
      }
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int at = s + p; at < end; at += Lanes.COUNT) {
        FloatVector e = Lanes.exp2(FloatVector.fromArray(Lanes.FLOATS, m, at).sub(largest));
        e.intoArray(m, at);
        sum = sum.add(e);
      }
      FloatVector.broadcast(Lanes.FLOATS, 1f).div(sum).intoArray(m, inverse + p);
    }
    for (int at = s + count * Lanes.COUNT; at < s + filled * Lanes.COUNT; at += Lanes.WIDTH) {
      FloatVector.zero(Lanes.FLOATS).intoArray(m, at);
    }
  }

  /**
   * The gradient of one row of base-2 scores: g[u] := ln 2 (kept[u] g[u] - e[u] inner), and zeros
   * for keys {@code count..filled-1}.
   *
   * @param e unnormalised probabilities, {@code kept} the same after dropout (the same row without
   *     it)
   * @param g comes in as the gradient of the row's probabilities divided by their sum
   */
  static void softmaxBackward(float[] m, int e, int kept, int count, int filled, int inner, int g) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector mean = FloatVector.fromArray(Lanes.FLOATS, m, inner + p);
      for (int k = p; k < count * Lanes.COUNT; k += Lanes.COUNT) {
        FloatVector d =
            FloatVector.fromArray(Lanes.FLOATS, m, kept + k)
                .mul(FloatVector.fromArray(Lanes.FLOATS, m, g + k))
                .sub(FloatVector.fromArray(Lanes.FLOATS, m, e + k).mul(mean));
        d.mul(Lanes.LN_2).intoArray(m, g + k);
      }
    }
    for (int at = g + count * Lanes.COUNT; at < g + filled * Lanes.COUNT; at += Lanes.WIDTH) {
      FloatVector.zero(Lanes.FLOATS).intoArray(m, at);
    }
  }

  /**
   * Softmax and cross-entropy of one row of V logits: the logits become their gradient times {@code
   * weight}.
   *
   * @param logits the row's first cell
   * @param target the wanted token of each lane, or -1 for a lane without a prediction, whose
   *     gradient becomes zero
   * @param work three rows of 16 floats
   * @param loss receives -ln softmax[target] for lanes with a prediction
   */
  static void crossEntropy(
      float[] m,
      int logits,
      int stride,
      int vocabulary,
      int[] target,
      float weight,
      float[] work,
      double[] loss) {
    int sums = Lanes.COUNT;
    int factors = 2 * Lanes.COUNT;
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (target[lane] >= 0) {
        loss[lane] = -m[logits + Lanes.feature(target[lane], stride) + lane];
      }
    }
    exponentials(m, logits, stride, vocabulary, work);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      boolean counts = target[lane] >= 0;
      if (counts) {
        loss[lane] += StrictMath.log(work[sums + lane]) + work[lane];
      }
      work[factors + lane] = counts ? weight / work[sums + lane] : 0;
    }
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector f = FloatVector.fromArray(Lanes.FLOATS, work, factors + p);
      for (int v = 0; v < vocabulary; v++) {
        int at = logits + Lanes.feature(v, stride) + p;
        FloatVector.fromArray(Lanes.FLOATS, m, at).mul(f).intoArray(m, at);
      }
    }
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (target[lane] >= 0) {
        m[logits + Lanes.feature(target[lane], stride) + lane] -= weight;
      }
    }
  }

  /** logits := exp(logits - largest); work receives the largest of each lane, then the sums. */
  private static void exponentials(
      float[] m, int logits, int stride, int vocabulary, float[] work) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector top = FloatVector.fromArray(Lanes.FLOATS, m, logits + p);
      for (int v = 1; v < vocabulary; v++) {
        int at = logits + Lanes.feature(v, stride) + p;
        FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, at);
        top = top.blend(x, top.lt(x));
      }
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int v = 0; v < vocabulary; v++) {
        int at = logits + Lanes.feature(v, stride) + p;
        FloatVector e =
            Lanes.exp2(FloatVector.fromArray(Lanes.FLOATS, m, at).sub(top).mul(Lanes.LOG2_E));
        e.intoArray(m, at);
        sum = sum.add(e);
      }
      top.intoArray(work, p);
      sum.intoArray(work, Lanes.COUNT + p);
    }
  }

  /** The token with the largest logit of each lane, the lowest such id on a tie. */
  static void largest(float[] m, int logits, int stride, int vocabulary, int[] best) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      best[lane] = 0;
      float most = m[logits + lane];
      for (int v = 1; v < vocabulary; v++) {
        float logit = m[logits + Lanes.feature(v, stride) + lane];
        if (logit > most) {
          most = logit;
          best[lane] = v;
        }
      }
    }
  }
}
