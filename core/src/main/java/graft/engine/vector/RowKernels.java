package graft.engine.vector;

import graft.engine.Dropout;
import graft.model.GptConfig;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * What is not a product: layer normalisation, GELU, softmax and dropout on rows of [feature][lane].
 */
final class RowKernels {
  private static final float ROOT = (float) Math.sqrt(2 / Math.PI);
  private static final float CUBIC = 0.044715f;

  private RowKernels() {}

  /**
   * Layer normalisation without gain and bias, which are folded into the next matrix: out = (x -
   * mean) scale, where scale[row][lane] = 1 / sqrt(variance + epsilon) is kept for the backward
   * pass.
   */
  static void normalize(float[] x, float[] out, int row, int features, int rows, float[] scale) {
    int vectors = rows * Lanes.PARTS;
    float share = 1f / features;
    for (int v = 0; v < vectors; v++) {
      int at = Lanes.offset(v, row);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int i = 0; i < features; i++) {
        sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, at + i * Lanes.COUNT));
      }
      FloatVector mean = sum.mul(share);
      FloatVector squares = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int i = 0; i < features; i++) {
        FloatVector centred =
            FloatVector.fromArray(Lanes.FLOATS, x, at + i * Lanes.COUNT).sub(mean);
        squares = centred.fma(centred, squares);
      }
      FloatVector variance = squares.mul(share).add((float) GptConfig.LN_EPSILON);
      FloatVector inverse = FloatVector.broadcast(Lanes.FLOATS, 1f).div(variance.sqrt());
      for (int i = 0; i < features; i++) {
        FloatVector.fromArray(Lanes.FLOATS, x, at + i * Lanes.COUNT)
            .sub(mean)
            .mul(inverse)
            .intoArray(out, at + i * Lanes.COUNT);
      }
      inverse.intoArray(scale, v * Lanes.WIDTH);
    }
  }

  /**
   * dx += scale (g - mean(g) - y mean(g y)), where y is what {@link #normalize} wrote and g its
   * gradient.
   */
  static void normalizeBackward(
      float[] y, float[] g, float[] scale, float[] dx, int row, int features, int rows) {
    int vectors = rows * Lanes.PARTS;
    float share = 1f / features;
    for (int v = 0; v < vectors; v++) {
      int at = Lanes.offset(v, row);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector product = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int i = 0; i < features; i++) {
        FloatVector d = FloatVector.fromArray(Lanes.FLOATS, g, at + i * Lanes.COUNT);
        sum = sum.add(d);
        product = d.fma(FloatVector.fromArray(Lanes.FLOATS, y, at + i * Lanes.COUNT), product);
      }
      FloatVector mean = sum.mul(share);
      FloatVector slope = product.mul(share);
      FloatVector inverse = FloatVector.fromArray(Lanes.FLOATS, scale, v * Lanes.WIDTH);
      for (int i = 0; i < features; i++) {
        int k = at + i * Lanes.COUNT;
        FloatVector centred =
            FloatVector.fromArray(Lanes.FLOATS, g, k)
                .sub(mean)
                .sub(FloatVector.fromArray(Lanes.FLOATS, y, k).mul(slope));
        centred.fma(inverse, FloatVector.fromArray(Lanes.FLOATS, dx, k)).intoArray(dx, k);
      }
    }
  }

  /**
   * Turns h into GELU(h) and writes its derivative.
   *
   * <p>0.5 (1 + tanh(u)) = 1 / (1 + exp(-2u)) =: s, so GELU = h s and its derivative is s + h s (1
   * - s) 2u'.
   *
   * @param count floats, a multiple of 16
   */
  static void gelu(float[] h, float[] derivative, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector x = FloatVector.fromArray(Lanes.FLOATS, h, i);
      FloatVector square = x.mul(x);
      FloatVector u =
          x.mul(
              square.fma(
                  FloatVector.broadcast(Lanes.FLOATS, CUBIC * ROOT),
                  FloatVector.broadcast(Lanes.FLOATS, ROOT)));
      FloatVector s =
          FloatVector.broadcast(Lanes.FLOATS, 1f)
              .div(Lanes.exp2(u.mul(-2 * Lanes.LOG2_E).min(126f)).add(1f));
      FloatVector active = x.mul(s);
      FloatVector slope =
          square.fma(
              FloatVector.broadcast(Lanes.FLOATS, 6 * CUBIC * ROOT),
              FloatVector.broadcast(Lanes.FLOATS, 2 * ROOT));
      FloatVector rest = FloatVector.broadcast(Lanes.FLOATS, 1f).sub(s).mul(active);
      active.intoArray(h, i);
      rest.fma(slope, s).intoArray(derivative, i);
    }
  }

  /** a *= b. */
  static void multiply(float[] a, float[] b, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector.fromArray(Lanes.FLOATS, a, i)
          .mul(FloatVector.fromArray(Lanes.FLOATS, b, i))
          .intoArray(a, i);
    }
  }

  /** a += b. */
  static void add(float[] a, float[] b, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector.fromArray(Lanes.FLOATS, a, i)
          .add(FloatVector.fromArray(Lanes.FLOATS, b, i))
          .intoArray(a, i);
    }
  }

  /**
   * Turns one row of scores in the base-2 logarithm into unnormalised probabilities: s[u] :=
   * 2^(s[u] - max), and zeros for keys {@code count..filled-1}; writes 1 / sum.
   *
   * @param limits the last key that each lane reads, [lane]
   * @param shared every lane reads keys 0..shared at least, so only later ones are compared with
   *     its limit
   */
  static void softmax(
      float[] s,
      int at,
      int count,
      int filled,
      float[] limits,
      int limitAt,
      int shared,
      float[] inverse,
      int inverseAt) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector limit = FloatVector.fromArray(Lanes.FLOATS, limits, limitAt + p);
      for (int u = shared + 1; u < count; u++) {
        VectorMask<Float> behind = limit.lt(u);
        FloatVector.fromArray(Lanes.FLOATS, s, at + p + u * Lanes.COUNT)
            .blend(-1e30f, behind)
            .intoArray(s, at + p + u * Lanes.COUNT);
      }
      FloatVector largest = FloatVector.fromArray(Lanes.FLOATS, s, at + p);
      for (int u = 1; u < count; u++) {
        largest = largest.max(FloatVector.fromArray(Lanes.FLOATS, s, at + p + u * Lanes.COUNT));
      }
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int u = 0; u < count; u++) {
        FloatVector e =
            Lanes.exp2(
                FloatVector.fromArray(Lanes.FLOATS, s, at + p + u * Lanes.COUNT).sub(largest));
        e.intoArray(s, at + p + u * Lanes.COUNT);
        sum = sum.add(e);
      }
      FloatVector.broadcast(Lanes.FLOATS, 1f).div(sum).intoArray(inverse, inverseAt + p);
    }
    LinearKernels.clear(s, at + count * Lanes.COUNT, (filled - count) * Lanes.COUNT);
  }

  /** x[row][d] *= factor[row], both by lane. */
  static void scaleRows(
      float[] x, int xAt, int xRow, int features, int rows, float[] factor, int factorAt) {
    int vectors = rows * Lanes.PARTS;
    for (int v = 0; v < vectors; v++) {
      FloatVector f = FloatVector.fromArray(Lanes.FLOATS, factor, factorAt + v * Lanes.WIDTH);
      int at = xAt + Lanes.offset(v, xRow);
      for (int d = 0; d < features; d++) {
        FloatVector.fromArray(Lanes.FLOATS, x, at + d * Lanes.COUNT)
            .mul(f)
            .intoArray(x, at + d * Lanes.COUNT);
      }
    }
  }

  /** out[row] = sum over d of a[row][d] b[row][d], both rows {@code row} floats apart. */
  static void dotRows(float[] a, float[] b, int at, int row, int features, int rows, float[] out) {
    int vectors = rows * Lanes.PARTS;
    for (int v = 0; v < vectors; v++) {
      int k = at + Lanes.offset(v, row);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int d = 0; d < features; d++) {
        sum =
            FloatVector.fromArray(Lanes.FLOATS, a, k + d * Lanes.COUNT)
                .fma(FloatVector.fromArray(Lanes.FLOATS, b, k + d * Lanes.COUNT), sum);
      }
      sum.intoArray(out, v * Lanes.WIDTH);
    }
  }

  /**
   * The gradient of one row of base-2 scores: g[u] := ln 2 (kept[u] g[u] - e[u] inner), and zeros
   * for keys {@code count..filled-1}.
   *
   * @param e unnormalised probabilities, {@code kept} the same after dropout (the same array
   *     without it)
   * @param g comes in as the gradient of the row's probabilities divided by their sum
   */
  static void softmaxBackward(
      float[] e,
      float[] kept,
      int at,
      int count,
      int filled,
      float[] inner,
      int innerAt,
      float[] g,
      int gAt) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector mean = FloatVector.fromArray(Lanes.FLOATS, inner, innerAt + p);
      for (int u = 0; u < count; u++) {
        int k = p + u * Lanes.COUNT;
        FloatVector d =
            FloatVector.fromArray(Lanes.FLOATS, kept, at + k)
                .mul(FloatVector.fromArray(Lanes.FLOATS, g, gAt + k))
                .sub(FloatVector.fromArray(Lanes.FLOATS, e, at + k).mul(mean));
        d.mul(Lanes.LN_2).intoArray(g, gAt + k);
      }
    }
    LinearKernels.clear(g, gAt + count * Lanes.COUNT, (filled - count) * Lanes.COUNT);
  }

  /**
   * out[k] = in[k] times its {@link Dropout#factor}, for {@code count} consecutive elements of
   * [element][lane].
   *
   * @param base for each lane, {@link Dropout#start} plus the first element's number times {@link
   *     Dropout#ELEMENT_STEP}
   */
  static void drop(
      float[] in, float[] out, int at, int count, int[] base, int threshold, float scale) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      IntVector counter = IntVector.fromArray(Lanes.INTS, base, p);
      for (int k = 0; k < count; k++) {
        IntVector x = counter;
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16)).mul(0x7FEB352D);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15)).mul(0x846CA68B);
        x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
        VectorMask<Integer> dropped = x.lanewise(VectorOperators.LSHR, 8).lt(threshold);
        FloatVector value =
            FloatVector.fromArray(Lanes.FLOATS, in, at + p + k * Lanes.COUNT).mul(scale);
        value.blend(0f, dropped.cast(Lanes.FLOATS)).intoArray(out, at + p + k * Lanes.COUNT);
        counter = counter.add(Dropout.ELEMENT_STEP);
      }
    }
  }

  /**
   * Softmax and cross-entropy of one row of logits [V][lane]: the logits become their gradient
   * times {@code weight}.
   *
   * @param target the wanted token of each lane, or -1 for a lane without a prediction, whose
   *     gradient becomes zero
   * @param loss receives -ln softmax[target] for lanes with a prediction
   */
  static void crossEntropy(
      float[] logits, int at, int vocabulary, int[] target, float weight, double[] loss) {
    float[] wanted = new float[Lanes.COUNT];
    float[] largest = new float[Lanes.COUNT];
    float[] sums = new float[Lanes.COUNT];
    float[] factor = new float[Lanes.COUNT];
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (target[lane] >= 0) {
        wanted[lane] = logits[at + target[lane] * Lanes.COUNT + lane];
      }
    }
    exponentials(logits, at, vocabulary, largest, sums);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (target[lane] >= 0) {
        loss[lane] = StrictMath.log(sums[lane]) + largest[lane] - wanted[lane];
        factor[lane] = weight / sums[lane];
      }
    }
    scaleRows(logits, at, vocabulary * Lanes.COUNT, vocabulary, 1, factor, 0);
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      if (target[lane] >= 0) {
        logits[at + target[lane] * Lanes.COUNT + lane] -= weight;
      }
    }
  }

  /** logits := exp(logits - largest) with the largest and the sum by lane. */
  private static void exponentials(
      float[] logits, int at, int vocabulary, float[] largest, float[] sums) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector top = FloatVector.fromArray(Lanes.FLOATS, logits, at + p);
      for (int v = 1; v < vocabulary; v++) {
        top = top.max(FloatVector.fromArray(Lanes.FLOATS, logits, at + p + v * Lanes.COUNT));
      }
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int v = 0; v < vocabulary; v++) {
        int k = at + p + v * Lanes.COUNT;
        FloatVector e =
            Lanes.exp2(FloatVector.fromArray(Lanes.FLOATS, logits, k).sub(top).mul(Lanes.LOG2_E));
        e.intoArray(logits, k);
        sum = sum.add(e);
      }
      top.intoArray(largest, p);
      sum.intoArray(sums, p);
    }
  }

  /** The token with the largest logit of each lane, the lowest such id on a tie. */
  static void largest(float[] logits, int at, int vocabulary, int[] best) {
    for (int lane = 0; lane < Lanes.COUNT; lane++) {
      best[lane] = 0;
      for (int v = 1; v < vocabulary; v++) {
        if (logits[at + v * Lanes.COUNT + lane] > logits[at + best[lane] * Lanes.COUNT + lane]) {
          best[lane] = v;
        }
      }
    }
  }
}
