package graft.model;

import java.util.List;
import java.util.Objects;

/**
 * A named, shaped view of a slice of a flat array, row-major. The array is shared, not copied.
 *
 * <p>A class and not a record, since the equality of arrays is not that of their values.
 */
public final class Tensor {
  private final String name;
  private final List<Integer> shape;
  private final float[] values;
  private final int offset;
  private final int size;

  /**
   * The slice of {@code values} from {@code offset} on, as many values as {@code shape} has.
   *
   * @param shape sizes from 0 on; no sizes at all make a single number
   * @throws IllegalArgumentException if a size is negative or the slice does not lie in the array
   */
  public Tensor(String name, List<Integer> shape, float[] values, int offset) {
    this.name = Objects.requireNonNull(name);
    this.shape = List.copyOf(shape);
    this.values = values;
    this.offset = offset;
    long count = count(this.shape);
    if (count < 0 || offset < 0 || count > values.length - offset) {
      throw new IllegalArgumentException(
          "tensor '%s' of shape %s from index %d does not lie in an array of %d values"
              .formatted(name, shape, offset, values.length));
    }
    this.size = (int) count;
  }

  /** A whole array as a tensor of one dimension. */
  public static Tensor flat(String name, float[] values) {
    return new Tensor(name, List.of(values.length), values, 0);
  }

  /** Number of values of a shape, or -1 if a size is negative or one array could not hold them. */
  static long count(List<Integer> shape) {
    long count = 1;
    for (int side : shape) {
      count *= side;
      if (side < 0 || count > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return count;
  }

  /** The name that files know it by. */
  public String name() {
    return name;
  }

  /** The sizes, outermost first. */
  public List<Integer> shape() {
    return shape;
  }

  /** The array that the slice lies in, shared. */
  public float[] values() {
    return values;
  }

  /** Index of the first value in {@link #values}. */
  public int offset() {
    return offset;
  }

  /** Number of values. */
  public int size() {
    return size;
  }

  /** Index within the slice of the first value that is NaN or infinite, or -1. */
  int firstNotFinite() {
    for (int i = 0; i < size; i++) {
      if (!Float.isFinite(values[offset + i])) {
        return i;
      }
    }
    return -1;
  }
}
