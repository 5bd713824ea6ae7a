package graft.surgery.merge;

import java.util.List;

/** Differences of models to a base, of one tensor, in double precision. */
final class TaskVectors {
  private TaskVectors() {}

  /** What each model but the first differs from the first by. */
  static List<double[]> of(List<float[]> values) {
    float[] base = values.getFirst();
    return values.subList(1, values.size()).stream().map(model -> difference(model, base)).toList();
  }

  private static double[] difference(float[] model, float[] base) {
    double[] difference = new double[base.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (double) model[i] - base[i];
    }
    return difference;
  }

  /** base + sum of lambda_i vector_i; where the sum is 0 the base keeps its bits. */
  static float[] added(float[] base, List<Double> lambdas, List<double[]> vectors) {
    float[] result = base.clone();
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int m = 0; m < vectors.size(); m++) {
        sum += lambdas.get(m) * vectors.get(m)[i];
      }
      if (sum != 0) {
        result[i] = (float) (base[i] + sum);
      }
    }
    return result;
  }
}
