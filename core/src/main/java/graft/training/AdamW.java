package graft.training;

import graft.model.Parameter;
import graft.model.Parameters;

/**
 * AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019) with beta 0.9 and
 * 0.999 and epsilon 1e-8, in the order of operations of PyTorch. Matrices and embeddings decay;
 * biases and layer normalisations do not.
 *
 * <p>Per value, with gradient g in step t: w := w (1 - rate decay); m := 0.9 m + 0.1 g; v := 0.999
 * v + 0.001 g^2; w := w - rate / (1 - 0.9^t) m / (sqrt(v) / sqrt(1 - 0.999^t) + 1e-8).
 */
public final class AdamW {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final float EPSILON = 1e-8f;

  private final Parameters parameters;
  private final double weightDecay;
  private final float[] first;
  private final float[] second;

  /**
   * An optimizer at its start: both moments are zero.
   *
   * @param weightDecay decoupled decay of matrices and embeddings
   */
  public AdamW(Parameters parameters, double weightDecay) {
    this.parameters = parameters;
    this.weightDecay = weightDecay;
    this.first = new float[parameters.size()];
    this.second = new float[parameters.size()];
  }

  /** Running mean of the gradient, laid out like the weights; part of a checkpoint. */
  public float[] firstMoment() {
    return first;
  }

  /** Running mean of the squared gradient, laid out like the weights; part of a checkpoint. */
  public float[] secondMoment() {
    return second;
  }

  /**
   * One step.
   *
   * @param step the number of this step, from 1
   * @param weights changed in place
   * @param gradient read only
   */
  public void step(long step, double learningRate, float[] weights, float[] gradient) {
    float rate = (float) (learningRate / (1 - StrictMath.pow(BETA_1, (double) step)));
    float root = (float) StrictMath.sqrt(1 - StrictMath.pow(BETA_2, (double) step));
    float keep = (float) (1 - learningRate * weightDecay);
    for (Parameter parameter : parameters.list()) {
      float shrink = parameter.role().matrix() ? keep : 1;
      update(parameter.offset(), parameter.end(), shrink, rate, root, weights, gradient);
    }
  }

  private void update(
      int from, int to, float shrink, float rate, float root, float[] weights, float[] gradient) {
    float beta1 = (float) BETA_1;
    float rest1 = (float) (1 - BETA_1);
    float beta2 = (float) BETA_2;
    float rest2 = (float) (1 - BETA_2);
    for (int i = from; i < to; i++) {
      float g = gradient[i];
      float m = beta1 * first[i] + rest1 * g;
      float v = beta2 * second[i] + rest2 * g * g;
      first[i] = m;
      second[i] = v;
      float denominator = (float) Math.sqrt(v) / root + EPSILON;
      weights[i] = weights[i] * shrink - rate * m / denominator;
    }
  }

  /**
   * Scales the gradient down to norm {@code most} if it is longer, as PyTorch's {@code
   * clip_grad_norm_} does: by most / (norm + 1e-6).
   *
   * @param most largest norm; 0 does not clip
   * @return the Euclidean norm before clipping, summed in double precision in a fixed order
   */
  public static double clip(float[] gradient, double most) {
    double norm = Math.sqrt(sumOfSquares(gradient));
    double factor = most / (norm + 1e-6);
    if (most > 0 && factor < 1) {
      float scale = (float) factor;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= scale;
      }
    }
    return norm;
  }

  /** Four running sums, so that additions need not wait for one another. */
  private static double sumOfSquares(float[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int whole = values.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (int i = whole; i < values.length; i++) {
      a += (double) values[i] * values[i];
    }
    return (a + b) + (c + d);
  }
}
