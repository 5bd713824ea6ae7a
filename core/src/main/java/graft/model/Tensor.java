package graft.model;

import java.util.Arrays;
import java.util.List;

/**
 * A named array of floats in a file.
 *
 * @param name any text; unique in its file
 * @param shape row-major sizes, none negative
 * @param values holds the tensor's values at {@code offset} and after; shared, not copied
 * @param offset of the first value
 */
@SuppressWarnings(
    "ArrayRecordComponent") // A slice of a model's flat array: copies would double the memory.
public record Tensor(String name, List<Integer> shape, float[] values, int offset) {
  public Tensor {
    shape = List.copyOf(shape);
    if (offset < 0 || size(shape) > values.length - offset) {
      throw new IllegalArgumentException(
          "tensor " + name + " of shape " + shape + " does not fit " + values.length + " values");
    }
  }

  /** All values of an array, as a tensor of one dimension. */
  public static Tensor flat(String name, float[] values) {
    return new Tensor(name, List.of(values.length), values, 0);
  }

  /** Number of values. */
  public int size() {
    return Math.toIntExact(size(shape));
  }

  /** The values, copied. */
  public float[] toArray() {
    return Arrays.copyOfRange(values, offset, offset + size());
  }

  private static long size(List<Integer> shape) {
    long size = 1;
    for (int side : shape) {
      size = Math.multiplyExact(size, side);
    }
    return size;
  }
}
