package graft.surgery;

import graft.model.Weights;

/**
 * How a region of one model differs from the same region of another. Norms are Euclidean.
 *
 * @param name of the region
 * @param values how many there are
 * @param first norm in the first model
 * @param second norm in the second
 * @param distance norm of the difference
 * @param cosine of the angle between them; 0 if one of them is zero and has no direction
 */
public record Difference(
    String name, int values, double first, double second, double distance, double cosine) {
  /**
   * 2 * distance / (first + second): from 0, the same, over 1.41, unrelated and equally long, to 2,
   * opposite, or one of them zero. It does not matter which model is the first.
   */
  public double relative() {
    return distance == 0 ? 0 : 2 * distance / (first + second);
  }

  /** Of a region whose slices have the same shapes in both models. */
  static Difference of(Region region, Weights first, Weights second) {
    double firstSquares = 0;
    double secondSquares = 0;
    double squares = 0;
    double product = 0;
    int count = 0;
    for (Region.Pair pair : region.pairs()) {
      float[] a = pair.first().values(first);
      float[] b = pair.second().values(second);
      count += a.length;
      for (int i = 0; i < a.length; i++) {
        firstSquares += (double) a[i] * a[i];
        secondSquares += (double) b[i] * b[i];
        product += (double) a[i] * b[i];
        squares += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      }
    }
    double norms = Math.sqrt(firstSquares) * Math.sqrt(secondSquares);
    return new Difference(
        region.name(),
        count,
        Math.sqrt(firstSquares),
        Math.sqrt(secondSquares),
        Math.sqrt(squares),
        norms == 0 ? 0 : product / norms);
  }
}
