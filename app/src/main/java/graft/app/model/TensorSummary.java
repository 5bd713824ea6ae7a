package graft.app.model;

import graft.model.Tensor;
import graft.surgery.Moments;
import java.util.Arrays;
import java.util.List;

/**
 * Figures of one tensor; of no values all are 0.
 *
 * @param norm square root of the sum of squares
 * @param largest magnitude
 * @param zeros how many values are exactly 0
 */
public record TensorSummary(
    Tensor tensor, Moments moments, double norm, double largest, int zeros) {

  /** Looks at every value once or twice. */
  public static TensorSummary of(Tensor tensor) {
    float[] values =
        Arrays.copyOfRange(tensor.values(), tensor.offset(), tensor.offset() + tensor.size());
    double squares = 0;
    double largest = 0;
    int zeros = 0;
    for (float value : values) {
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
      zeros += value == 0 ? 1 : 0;
    }
    Moments moments = values.length == 0 ? new Moments(0, 0) : Moments.of(values);
    return new TensorSummary(tensor, moments, Math.sqrt(squares), largest, zeros);
  }

  /** Mean of the values. */
  public double mean() {
    return moments.mean();
  }

  /** Their deviation, see {@link Moments}. */
  public double deviation() {
    return moments.deviation();
  }

  /**
   * How many values lie in each of so many bins of the same width from {@code -largest} to {@code
   * largest}; a value on the border of two belongs to the upper one.
   */
  public List<Integer> histogram(int bins) {
    Integer[] counts = new Integer[bins];
    Arrays.fill(counts, 0);
    for (int i = 0; i < tensor.size(); i++) {
      double share = largest == 0 ? 0.5 : (tensor.values()[tensor.offset() + i] / largest + 1) / 2;
      counts[(int) Math.clamp(Math.floor(share * bins), 0, bins - 1)]++;
    }
    return List.of(counts);
  }
}
