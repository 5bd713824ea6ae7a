package graft.model;

import graft.random.Seeds;
import graft.random.SplitMix;

/**
 * GPT-2's initialisation: matrices and embeddings from N(0, 0.02), the two projections into the
 * residual stream from N(0, 0.02 / sqrt(2 layers)), biases 0, layer normalisation 1 and 0.
 */
public final class Initializer {
  private static final double DEVIATION = 0.02;

  private Initializer() {}

  /**
   * Fresh weights. Every parameter has a random stream of its own, so two models of one seed and
   * purpose that differ in vocabulary or depth still agree wherever their parameters' names and
   * sizes agree.
   *
   * @param purpose what the model is for, for example {@code "pretraining"} or {@code "target"};
   *     part of the stream, so that a target's fresh parts are never the very values that a donor
   *     of the same seed started from
   */
  public static Weights fresh(GptConfig config, long seed, String purpose) {
    Parameters parameters = Parameters.of(config);
    float[] values = new float[parameters.size()];
    for (Parameter parameter : parameters.list()) {
      SplitMix random = Seeds.generator(seed, "initialisation/" + purpose, parameter.name(), 0);
      fill(parameter, config, random, values);
    }
    return new Weights(config, values);
  }

  private static void fill(Parameter parameter, GptConfig config, SplitMix random, float[] values) {
    double deviation = deviation(parameter, config);
    float constant =
        switch (parameter.role()) {
          case LN_1_GAIN, LN_2_GAIN, FINAL_LN_GAIN -> 1;
          default -> 0;
        };
    for (int i = parameter.offset(); i < parameter.end(); i++) {
      values[i] = deviation > 0 ? (float) (deviation * random.nextGaussian()) : constant;
    }
  }

  private static double deviation(Parameter parameter, GptConfig config) {
    return switch (parameter.role()) {
      case ATTENTION_OUTPUT_WEIGHT, MLP_OUTPUT_WEIGHT ->
          DEVIATION / StrictMath.sqrt(2.0 * config.layers());
      default -> parameter.role().matrix() ? DEVIATION : 0;
    };
  }
}
