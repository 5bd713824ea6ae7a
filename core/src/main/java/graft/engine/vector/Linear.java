package graft.engine.vector;

import graft.model.Parameter;
import graft.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * One matrix of the model as the kernels see it, with everything linear around it folded in.
 *
 * <p>Layer normalisation's gain g and bias β in front of a matrix W with bias b, and a constant s
 * on its outputs (the softmax scale, for queries), are part of a linear map of the normalised
 * input: W'[i][o] = s g[i] W[i][o] and b'[o] = s (b[o] + sum over i of β[i] W[i][o]). Folding
 * happens once per step, and so does its gradient.
 *
 * @param weight the parameter that holds W, in rows [ins][columns], or [outs][ins] if {@code
 *     transposed}
 * @param transposed whether a row of the parameter is an output (the head)
 * @param firstColumn the first of {@code outs} columns that this map uses
 * @param scale s
 * @param forwardAt where the packed W' begins (see {@link LinearKernels#linear})
 * @param backwardAt where the packed transpose of W' begins
 * @param gradientAt where the gradient of W', then of b', begins (see {@link LinearKernels#outer})
 */
record Linear(
    Parameter weight,
    boolean transposed,
    int firstColumn,
    @Nullable Parameter bias,
    @Nullable Parameter gain,
    @Nullable Parameter shift,
    int ins,
    int outs,
    float scale,
    int forwardAt,
    int backwardAt,
    int gradientAt) {

  int paddedIns() {
    return Lanes.padded(ins);
  }

  int paddedOuts() {
    return Lanes.padded(outs);
  }

  /** Floats of the packed W'. */
  int forwardSize() {
    return paddedOuts() * (paddedIns() + 1);
  }

  /** Floats of the packed transpose. */
  int backwardSize() {
    return paddedIns() * (paddedOuts() + 1);
  }

  /** Scalars of the gradient of W' and b'. */
  int gradientSize() {
    return (paddedIns() + 1) * paddedOuts();
  }

  private int at(int i, int o) {
    return transposed
        ? weight.offset() + o * ins + i
        : weight.offset() + i * weight.shape().get(1) + firstColumn + o;
  }

  /** Writes W' and its transpose, packed, from the model's flat array. */
  void pack(float[] weights, float[] packed) {
    int forwardRow = paddedIns() + 1;
    int backwardRow = paddedOuts() + 1;
    for (int o = 0; o < outs; o++) {
      int block = forwardAt + (o & ~3) * forwardRow + (o & 3);
      float offset = bias == null ? 0 : weights[bias.offset() + firstColumn + o];
      for (int i = 0; i < ins; i++) {
        float w = weights[at(i, o)];
        if (shift != null) {
          offset += weights[shift.offset() + i] * w;
        }
        float folded = gain == null ? w * scale : w * weights[gain.offset() + i] * scale;
        packed[block + 4 * (i + 1)] = folded;
        packed[backwardAt + (i & ~3) * backwardRow + (i & 3) + 4 * (o + 1)] = folded;
      }
      packed[block] = offset * scale;
    }
  }

  private int gradientOf(int i, int o) {
    return gradientAt + (o & ~3) * paddedIns() + (i & ~3) * 4 + (i & 3) * 4 + (o & 3);
  }

  /** Adds to the model's gradient what the gradient of W' and b' means for W, b, g and β. */
  void unfold(float[] weights, float[] folded, float[] gradient) {
    int biasAt = gradientAt + paddedIns() * paddedOuts();
    for (int i = 0; i < ins; i++) {
      float g = gain == null ? 1 : weights[gain.offset() + i];
      float beta = shift == null ? 0 : weights[shift.offset() + i];
      float dgain = 0;
      float dshift = 0;
      for (int o = 0; o < outs; o++) {
        float dw = folded[gradientOf(i, o)] * scale;
        float db = folded[biasAt + o] * scale;
        int k = at(i, o);
        gradient[k] += g * dw + beta * db;
        dgain += dw * weights[k];
        dshift += db * weights[k];
      }
      if (gain != null) {
        gradient[gain.offset() + i] += dgain;
      }
      if (shift != null) {
        gradient[shift.offset() + i] += dshift;
      }
    }
    for (int o = 0; bias != null && o < outs; o++) {
      gradient[bias.offset() + firstColumn + o] += folded[biasAt + o] * scale;
    }
  }

  /** Lays linear maps one after another. */
  static final class Layout {
    private final Parameters parameters;
    int packedSize;
    int gradientSize;

    Layout(Parameters parameters) {
      this.parameters = parameters;
    }

    /** Appends a matrix of a block, or with {@code layer} -1 one outside the blocks. */
    Linear add(
        Parameter weight,
        boolean transposed,
        int firstColumn,
        Parameter.@Nullable Role bias,
        Parameter.@Nullable Role gain,
        Parameter.@Nullable Role shift,
        int layer,
        int ins,
        int outs,
        float scale) {
      int backward = Lanes.padded(outs) * (Lanes.padded(ins) + 1);
      Linear linear =
          new Linear(
              weight,
              transposed,
              firstColumn,
              find(bias, layer),
              find(gain, layer),
              find(shift, layer),
              ins,
              outs,
              scale,
              packedSize,
              packedSize + backward,
              gradientSize);
      packedSize += linear.forwardSize() + linear.backwardSize();
      gradientSize += linear.gradientSize();
      return linear;
    }

    private @Nullable Parameter find(Parameter.@Nullable Role role, int layer) {
      if (role == null) {
        return null;
      }
      return layer < 0 ? parameters.get(role) : parameters.get(role, layer);
    }
  }
}
