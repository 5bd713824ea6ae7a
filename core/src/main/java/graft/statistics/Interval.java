package graft.statistics;

/**
 * A closed interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {
  /** Refuses ends in the wrong order, and NaN. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval cannot go from " + low + " to " + high);
    }
  }

  /** From end to end. */
  public double width() {
    return high - low;
  }
}
