package graft.surgery.merge;

import java.util.List;

/** Numbers that go with models, one each. */
final class Coefficients {
  private Coefficients() {}

  /** A copy, checked: at least one, all finite. */
  static List<Double> of(String name, List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a merge needs at least one " + name);
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "every %s must be a finite number, not %s".formatted(name, value));
      }
    }
    return List.copyOf(values);
  }

  /** Checks that there are as many as models. */
  static void requireOneEach(String name, List<Double> values, int models, String which) {
    if (values.size() != models) {
      throw new IllegalArgumentException(
          "%d models%s need as many %ss, not %d: %s"
              .formatted(models, which, name, values.size(), values));
    }
  }
}
