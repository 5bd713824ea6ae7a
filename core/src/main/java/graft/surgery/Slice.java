package graft.surgery;

import graft.model.Parameter;
import graft.model.Weights;
import java.util.BitSet;

/**
 * A named rectangle of a parameter: some rows and some columns. A vector is a single row. Surgery
 * calls it a tensor: it has a norm and a deviation of its own, and a rank.
 *
 * @param parameter what it lies in
 * @param firstRow from 0
 * @param rows at least 1
 * @param firstColumn from 0
 * @param columns at least 1
 */
public record Slice(Parameter parameter, int firstRow, int rows, int firstColumn, int columns) {
  /** What an operation makes of one slice. */
  @FunctionalInterface
  public interface Change {
    /** The new values for the old ones, row by row; {@code values} may be changed and returned. */
    float[] apply(Slice slice, float[] values);
  }

  public Slice {
    require(firstRow, rows, height(parameter), "rows", parameter);
    require(firstColumn, columns, width(parameter), "columns", parameter);
  }

  private static void require(int first, int count, int all, String what, Parameter parameter) {
    if (first < 0 || count < 1 || first > all - count) {
      throw new IllegalArgumentException(
          "%s %d..%d do not lie in %s, which has %d"
              .formatted(what, first, first + count - 1, parameter.name(), all));
    }
  }

  /** All of a parameter. */
  public static Slice whole(Parameter parameter) {
    return new Slice(parameter, 0, height(parameter), 0, width(parameter));
  }

  /** Some columns of a parameter, or some entries of a vector. */
  static Slice columns(Parameter parameter, int first, int count) {
    return new Slice(parameter, 0, height(parameter), first, count);
  }

  /** Some rows of a parameter. */
  static Slice rows(Parameter parameter, int first, int count) {
    return new Slice(parameter, first, count, 0, width(parameter));
  }

  private static int height(Parameter parameter) {
    return parameter.size() / width(parameter);
  }

  private static int width(Parameter parameter) {
    return parameter.shape().getLast();
  }

  /** Whether it is all of its parameter. */
  public boolean isWhole() {
    return size() == parameter.size();
  }

  /** Number of values. */
  public int size() {
    return rows * columns;
  }

  /** Whether it has rows and columns, and so a rank. */
  public boolean isMatrix() {
    return parameter.shape().size() > 1;
  }

  /**
   * The parameter's name, with the ranges in NumPy's notation if it is not whole: {@code
   * h.0.attn.c_attn.weight[:,4:8]}.
   */
  public String name() {
    if (isWhole()) {
      return parameter.name();
    }
    String ofColumns = range(firstColumn, columns, width(parameter));
    return isMatrix()
        ? "%s[%s,%s]"
            .formatted(parameter.name(), range(firstRow, rows, height(parameter)), ofColumns)
        : "%s[%s]".formatted(parameter.name(), ofColumns);
  }

  private static String range(int first, int count, int all) {
    return count == all ? ":" : first + ":" + (first + count);
  }

  /** The same rectangle of a parameter of the same shape, such as its counterpart elsewhere. */
  public Slice in(Parameter other) {
    return new Slice(other, firstRow, rows, firstColumn, columns);
  }

  /** A copy of its values in a model, row by row. */
  public float[] values(Weights weights) {
    float[] values = new float[size()];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(weights.values(), index(row), values, row * columns, columns);
    }
    return values;
  }

  /** Puts values as {@link #values} gives them into a model, which is changed. */
  public void put(float[] values, Weights into) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, row * columns, into.values(), index(row), columns);
    }
  }

  /** Sets the bits of its indices in a flat array of weights. */
  public void mark(BitSet indices) {
    for (int row = 0; row < rows; row++) {
      indices.set(index(row), index(row) + columns);
    }
  }

  /** Where in a flat array of weights a row begins. */
  private int index(int row) {
    return parameter.offset() + (firstRow + row) * width(parameter) + firstColumn;
  }
}
