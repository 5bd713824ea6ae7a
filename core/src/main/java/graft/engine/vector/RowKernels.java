package graft.engine.vector;

import graft.model.GptConfig;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What is not a product: layer normalisation, GELU and the like on rows (see {@link Lanes}) that
 * all lie in one array {@code m}.
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
  static void normalize(float[] m, int x, int out, int stride, int features, int rows, int scale) {
    int vectors = rows * Lanes.PARTS;
    float share = 1f / features;
    for (int v = 0; v < vectors; v++) {
      int offset = Lanes.offset(v);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      int at = x + offset;
      for (int f = 0; f < features; f += Lanes.FEATURES) {
        int end = at + Math.min(features - f, Lanes.FEATURES) * Lanes.COUNT;
        for (int i = at; i < end; i += Lanes.COUNT) {
          sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, m, i));
        }
        at += stride;
      }
      FloatVector mean = sum.mul(share);
      FloatVector squares = FloatVector.broadcast(Lanes.FLOATS, 0f);
      at = x + offset;
      for (int f = 0; f < features; f += Lanes.FEATURES) {
        int end = at + Math.min(features - f, Lanes.FEATURES) * Lanes.COUNT;
        for (int i = at; i < end; i += Lanes.COUNT) {
          FloatVector centred = FloatVector.fromArray(Lanes.FLOATS, m, i).sub(mean);
          squares = centred.fma(centred, squares);
        }
        at += stride;
      }
      FloatVector variance = squares.mul(share).add((float) GptConfig.LN_EPSILON);
      FloatVector inverse = FloatVector.broadcast(Lanes.FLOATS, 1f).div(variance.sqrt());
      inverse.intoArray(m, scale + v * Lanes.WIDTH);
      at = x + offset;
      int shift = out - x;
      for (int f = 0; f < features; f += Lanes.FEATURES) {
        int end = at + Math.min(features - f, Lanes.FEATURES) * Lanes.COUNT;
        for (int i = at; i < end; i += Lanes.COUNT) {
          FloatVector.fromArray(Lanes.FLOATS, m, i).sub(mean).mul(inverse).intoArray(m, i + shift);
        }
        at += stride;
      }
    }
  }

  /**
   * dx = scale (g - mean(g) - y mean(g y)), or the same added, where y is what {@link #normalize}
   * wrote and g its gradient.
   */
  static void normalizeBackward(
      float[] m, int y, int g, int scale, int dx, int stride, int features, int rows, boolean add) {
    int vectors = rows * Lanes.PARTS;
    float share = 1f / features;
    int toY = y - g;
    int toDx = dx - g;
    for (int v = 0; v < vectors; v++) {
      int first = g + Lanes.offset(v);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      FloatVector product = FloatVector.broadcast(Lanes.FLOATS, 0f);
      int at = first;
      for (int f = 0; f < features; f += Lanes.FEATURES) {
        int end = at + Math.min(features - f, Lanes.FEATURES) * Lanes.COUNT;
        for (int i = at; i < end; i += Lanes.COUNT) {
          FloatVector d = FloatVector.fromArray(Lanes.FLOATS, m, i);
          sum = sum.add(d);
          product = d.fma(FloatVector.fromArray(Lanes.FLOATS, m, i + toY), product);
        }
        at += stride;
      }
      FloatVector mean = sum.mul(share);
      FloatVector slope = product.mul(share);
      FloatVector inverse = FloatVector.fromArray(Lanes.FLOATS, m, scale + v * Lanes.WIDTH);
      at = first;
      for (int f = 0; f < features; f += Lanes.FEATURES) {
        int end = at + Math.min(features - f, Lanes.FEATURES) * Lanes.COUNT;
        for (int i = at; i < end; i += Lanes.COUNT) {
          FloatVector centred =
              FloatVector.fromArray(Lanes.FLOATS, m, i)
                  .sub(mean)
                  .sub(FloatVector.fromArray(Lanes.FLOATS, m, i + toY).mul(slope));
          FloatVector result =
              add
                  ? centred.fma(inverse, FloatVector.fromArray(Lanes.FLOATS, m, i + toDx))
                  : centred.mul(inverse);
          result.intoArray(m, i + toDx);
        }
        at += stride;
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
  static void gelu(float[] m, int h, int derivative, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector x = FloatVector.fromArray(Lanes.FLOATS, m, h + i);
      FloatVector square = x.mul(x);
      FloatVector u =
          x.mul(
              square.fma(
                  FloatVector.broadcast(Lanes.FLOATS, -2 * Lanes.LOG2_E * CUBIC * ROOT),
                  FloatVector.broadcast(Lanes.FLOATS, -2 * Lanes.LOG2_E * ROOT)));
      FloatVector clamped = u.blend(126f, u.compare(VectorOperators.GT, 126f));
      FloatVector s = FloatVector.broadcast(Lanes.FLOATS, 1f).div(Lanes.exp2(clamped).add(1f));
      FloatVector active = x.mul(s);
      FloatVector slope =
          square.fma(
              FloatVector.broadcast(Lanes.FLOATS, 6 * CUBIC * ROOT),
              FloatVector.broadcast(Lanes.FLOATS, 2 * ROOT));
      FloatVector rest = FloatVector.broadcast(Lanes.FLOATS, 1f).sub(s).mul(active);
      active.intoArray(m, h + i);
      rest.fma(slope, s).intoArray(m, derivative + i);
    }
  }

  /** a *= b. */
  static void multiply(float[] m, int a, int b, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector.fromArray(Lanes.FLOATS, m, a + i)
          .mul(FloatVector.fromArray(Lanes.FLOATS, m, b + i))
          .intoArray(m, a + i);
    }
  }

  /** a += b. */
  static void add(float[] m, int a, int b, int count) {
    for (int i = 0; i < count; i += Lanes.WIDTH) {
      FloatVector.fromArray(Lanes.FLOATS, m, a + i)
          .add(FloatVector.fromArray(Lanes.FLOATS, m, b + i))
          .intoArray(m, a + i);
    }
  }

  /**
   * x[d] *= factor and out = sum over d of x[d] y[d], by lane, for features {@code
   * feature..feature+features-1} of one row.
   *
   * @param x the row's first cell, likewise {@code y}
   */
  static void scaleAndDot(
      float[] m, int x, int y, int stride, int feature, int features, int factor, int out) {
    for (int p = 0; p < Lanes.COUNT; p += Lanes.WIDTH) {
      FloatVector f = FloatVector.fromArray(Lanes.FLOATS, m, factor + p);
      FloatVector sum = FloatVector.broadcast(Lanes.FLOATS, 0f);
      for (int d = feature; d < feature + features; d++) {
        int at = Lanes.feature(d, stride) + p;
        FloatVector scaled = FloatVector.fromArray(Lanes.FLOATS, m, x + at).mul(f);
        scaled.intoArray(m, x + at);
        sum = scaled.fma(FloatVector.fromArray(Lanes.FLOATS, m, y + at), sum);
      }
      sum.intoArray(m, out + p);
    }
  }
}
