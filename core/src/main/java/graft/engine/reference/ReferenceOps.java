package graft.engine.reference;

/**
 * The layers of GPT-2 forward and backward, one plain loop nest each, in double precision.
 *
 * <p>Letters: T tokens of one sequence, C features, I and O inputs and outputs of a linear layer,
 * NH heads, HS features per head. All arrays are row-major and begin at the given offset. A
 * parameter or result whose name starts with d is the gradient of the loss with respect to that
 * thing; weight gradients are added to, never overwritten.
 */
final class ReferenceOps {
  private ReferenceOps() {}

  /** out[T,O] = in[T,I] w[I,O] + bias[O]. */
  static void linear(
      double[] in, double[] w, int weight, int bias, double[] out, int tokens, int ins, int outs) {
    for (int t = 0; t < tokens; t++) {
      System.arraycopy(w, bias, out, t * outs, outs);
      for (int i = 0; i < ins; i++) {
        for (int o = 0; o < outs; o++) {
          out[t * outs + o] += in[t * ins + i] * w[weight + i * outs + o];
        }
      }
    }
  }

  /** din = dout w^T (overwritten); dw += in^T dout; dbias += column sums of dout. */
  static void linearBackward(
      double[] in,
      double[] w,
      int weight,
      int bias,
      double[] dout,
      double[] din,
      double[] dw,
      int tokens,
      int ins,
      int outs) {
    for (int t = 0; t < tokens; t++) {
      for (int i = 0; i < ins; i++) {
        double sum = 0;
        for (int o = 0; o < outs; o++) {
          sum += dout[t * outs + o] * w[weight + i * outs + o];
          dw[weight + i * outs + o] += in[t * ins + i] * dout[t * outs + o];
        }
        din[t * ins + i] = sum;
      }
      for (int o = 0; o < outs; o++) {
        dw[bias + o] += dout[t * outs + o];
      }
    }
  }

  /**
   * Layer normalisation over the features: out = (in - mean) / sqrt(variance + eps) * gain + bias.
   */
  static void layerNorm(
      double[] in, double[] w, int gain, int bias, double eps, double[] out, int tokens, int c) {
    for (int t = 0; t < tokens; t++) {
      double mean = mean(in, t * c, c);
      double scale = 1 / Math.sqrt(variance(in, t * c, c, mean) + eps);
      for (int i = 0; i < c; i++) {
        out[t * c + i] = (in[t * c + i] - mean) * scale * w[gain + i] + w[bias + i];
      }
    }
  }

  /**
   * din += the gradient through {@link #layerNorm}: scale * (g - mean(g) - x mean(g x)), g = dout
   * gain, x normalised.
   */
  static void layerNormBackward(
      double[] in,
      double[] w,
      int gain,
      int bias,
      double eps,
      double[] dout,
      double[] din,
      double[] dw,
      int tokens,
      int c) {
    for (int t = 0; t < tokens; t++) {
      double mean = mean(in, t * c, c);
      double scale = 1 / Math.sqrt(variance(in, t * c, c, mean) + eps);
      double meanG = 0;
      double meanGx = 0;
      for (int i = 0; i < c; i++) {
        double x = (in[t * c + i] - mean) * scale;
        double g = dout[t * c + i] * w[gain + i];
        meanG += g / c;
        meanGx += g * x / c;
        dw[gain + i] += dout[t * c + i] * x;
        dw[bias + i] += dout[t * c + i];
      }
      for (int i = 0; i < c; i++) {
        double x = (in[t * c + i] - mean) * scale;
        din[t * c + i] += scale * (dout[t * c + i] * w[gain + i] - meanG - x * meanGx);
      }
    }
  }

  private static double mean(double[] values, int from, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[from + i];
    }
    return sum / count;
  }

  private static double variance(double[] values, int from, int count, double mean) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (values[from + i] - mean) * (values[from + i] - mean);
    }
    return sum / count;
  }

  /**
   * Causal attention: probability[NH,T,T] = softmax over keys u <= t of q.k / sqrt(HS), dropped by
   * keep[NH,T,T]; out[T,C] = probability * keep * v. A token's row of qkv[T,3C] holds q, k and v,
   * each with head after head.
   */
  static void attention(
      double[] qkv,
      double[] probability,
      double[] keep,
      double[] out,
      int tokens,
      int c,
      int heads) {
    int hs = c / heads;
    java.util.Arrays.fill(out, 0, tokens * c, 0);
    for (int h = 0; h < heads; h++) {
      for (int t = 0; t < tokens; t++) {
        int row = (h * tokens + t) * tokens;
        int q = t * 3 * c + h * hs;
        double largest = Double.NEGATIVE_INFINITY;
        for (int u = 0; u <= t; u++) {
          double score = 0;
          for (int d = 0; d < hs; d++) {
            score += qkv[q + d] * qkv[u * 3 * c + c + h * hs + d];
          }
          probability[row + u] = score / Math.sqrt(hs);
          largest = Math.max(largest, probability[row + u]);
        }
        double sum = 0;
        for (int u = 0; u <= t; u++) {
          probability[row + u] = Math.exp(probability[row + u] - largest);
          sum += probability[row + u];
        }
        for (int u = 0; u <= t; u++) {
          probability[row + u] /= sum;
          for (int d = 0; d < hs; d++) {
            out[t * c + h * hs + d] +=
                probability[row + u] * keep[row + u] * qkv[u * 3 * c + 2 * c + h * hs + d];
          }
        }
      }
    }
  }

  /** Overwrites dqkv[T,3C] with the gradient through {@link #attention}. */
  static void attentionBackward(
      double[] qkv,
      double[] probability,
      double[] keep,
      double[] dout,
      double[] dqkv,
      int tokens,
      int c,
      int heads) {
    int hs = c / heads;
    java.util.Arrays.fill(dqkv, 0, tokens * 3 * c, 0);
    double[] dprobability = new double[tokens];
    for (int h = 0; h < heads; h++) {
      for (int t = 0; t < tokens; t++) {
        int row = (h * tokens + t) * tokens;
        int q = t * 3 * c + h * hs;
        double inner = 0;
        for (int u = 0; u <= t; u++) {
          int v = u * 3 * c + 2 * c + h * hs;
          dprobability[u] = 0;
          for (int d = 0; d < hs; d++) {
            dprobability[u] += dout[t * c + h * hs + d] * qkv[v + d] * keep[row + u];
            dqkv[v + d] += dout[t * c + h * hs + d] * probability[row + u] * keep[row + u];
          }
          inner += dprobability[u] * probability[row + u];
        }
        for (int u = 0; u <= t; u++) {
          int k = u * 3 * c + c + h * hs;
          double dscore = probability[row + u] * (dprobability[u] - inner) / Math.sqrt(hs);
          for (int d = 0; d < hs; d++) {
            dqkv[q + d] += dscore * qkv[k + d];
            dqkv[k + d] += dscore * qkv[q + d];
          }
        }
      }
    }
  }

  /** out = GELU of in in its tanh form: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))). */
  static void gelu(double[] in, double[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = 0.5 * in[i] * (1 + Math.tanh(inner(in[i])));
    }
  }

  /** Overwrites din with the gradient through {@link #gelu}. */
  static void geluBackward(double[] in, double[] dout, double[] din, int count) {
    for (int i = 0; i < count; i++) {
      double tanh = Math.tanh(inner(in[i]));
      double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * in[i] * in[i]);
      din[i] = dout[i] * (0.5 * (1 + tanh) + 0.5 * in[i] * (1 - tanh * tanh) * slope);
    }
  }

  private static double inner(double x) {
    return Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }
}
