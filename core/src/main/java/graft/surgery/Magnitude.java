package graft.surgery;

import java.util.Arrays;

/** Which values of a tensor are large. */
public final class Magnitude {
  private Magnitude() {}

  /**
   * Marks the {@code count} values that are largest without their sign; of equal ones the earlier.
   */
  public static boolean[] largest(double[] values, int count) {
    boolean[] marked = new boolean[values.length];
    if (count == 0) {
      return marked;
    }
    double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double threshold = sorted[values.length - count];
    int above = 0;
    for (double value : values) {
      above += Math.abs(value) > threshold ? 1 : 0;
    }
    int equal = count - above;
    for (int i = 0; i < values.length; i++) {
      double size = Math.abs(values[i]);
      marked[i] = size > threshold || (size == threshold && equal-- > 0);
    }
    return marked;
  }

  /** The share of a tensor of {@code size} values in whole values, rounded; half goes up. */
  public static int count(double share, int size) {
    return (int) Math.round(share * size);
  }

  /**
   * Checks a share of values.
   *
   * @throws IllegalArgumentException naming it, if it is not from 0 to 1
   */
  public static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to 1, not " + share);
    }
  }
}
