package graft.engine;

import graft.model.Parameter;
import graft.model.Parameters;

/**
 * The largest relative error per tensor between two flat arrays: |a - b| / |b| in the Euclidean
 * norm.
 */
public record Deviation(double error, String tensor) {

  /**
   * Compares every tensor of {@code found} with that of {@code expected}; an all-zero tensor must
   * be matched exactly.
   */
  public static Deviation between(Parameters parameters, float[] found, double[] expected) {
    Deviation worst = new Deviation(0, "none");
    for (Parameter parameter : parameters.list()) {
      double error = of(found, expected, parameter.offset(), parameter.end());
      if (!(error <= worst.error)) {
        worst = new Deviation(error, parameter.name());
      }
    }
    return worst;
  }

  /** The same for one range of both arrays. */
  public static double of(float[] found, double[] expected, int from, int to) {
    double difference = 0;
    double norm = 0;
    for (int i = from; i < to; i++) {
      difference += Math.pow(found[i] - expected[i], 2);
      norm += expected[i] * expected[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / norm);
  }

  /** The same for single precision. */
  public static Deviation between(Parameters parameters, float[] found, float[] expected) {
    double[] wide = new double[expected.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = expected[i];
    }
    return between(parameters, found, wide);
  }
}
