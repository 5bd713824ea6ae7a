package graft.training;

/**
 * Length curriculum of an input/output rule: start short, grow when the held-out accuracy shows
 * mastery.
 *
 * @param from first length
 * @param step growth
 * @param mastery held-out accuracy in [0, 1] at which the length grows; the last length is the
 *     procedure's own
 */
public record Curriculum(int from, int step, double mastery) {
  public Curriculum {
    if (from < 1 || step < 1) {
      throw new IllegalArgumentException(
          "a curriculum's from and step must be at least 1, not " + from + ", " + step);
    }
    if (!(mastery > 0 && mastery <= 1)) {
      throw new IllegalArgumentException(
          "a curriculum's mastery must be above 0 and at most 1, not " + mastery);
    }
  }
}
