package graft.procedure.combinator;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * Length curriculum (arXiv 2601.21725: from 2 by 2 at 0.99): start short, grow when the held-out
 * accuracy shows mastery, up to the procedure's own length.
 *
 * <p>When to grow depends on a model, so it is training that follows these settings: it draws from
 * {@link #of} at the length that is due, with the numbers that the procedure alone would get. Drawn
 * without training, all examples have the last length.
 *
 * @param of what makes the sequences; it must have an input length
 * @param from first length
 * @param step growth
 * @param mastery held-out accuracy above 0 at which the length grows
 */
@About("Start with short inputs; training makes them longer when they are mastered")
public record Curriculum(
    @Setting(fallback = "identity", about = "A procedure with an input length, its last")
        Procedure of,
    @Setting(fallback = "2", about = "First length; up to the last") int from,
    @Setting(fallback = "2", about = "Growth; 1 or more") int step,
    @Setting(
            fallback = "0.99",
            about = "Held-out accuracy at which the length grows; above 0, up to 1")
        double mastery)
    implements Wrapper {

  public Curriculum {
    Combinator.require(of);
    if (of.grade() == 0) {
      throw new SettingException(
          OF,
          "%s cannot be %s: it has no input length that could grow%s"
              .formatted(
                  OF,
                  of.name(),
                  of instanceof Combinator ? ", its procedures have not all the same" : ""));
    }
    Limits.require("from", from, 1, of.grade());
    Limits.require("step", step, 1, Integer.MAX_VALUE);
    if (!(mastery > 0 && mastery <= 1)) {
      throw new SettingException(
          "mastery", "mastery must be an accuracy above 0 and at most 1, not " + mastery);
    }
    requireLengths(of, from, step);
  }

  /** So that no run meets in its middle a length that the procedure cannot have. */
  private static void requireLengths(Procedure of, int from, int step) {
    for (long length = from; length < of.grade(); length += step) {
      try {
        of.atGrade((int) length);
      } catch (IllegalArgumentException e) {
        String setting = length == from ? "from" : "step";
        throw new SettingException(
            setting,
            "%s cannot be %d: it takes %s to length %d, but %s"
                .formatted(
                    setting, length == from ? from : step, of.name(), length, e.getMessage()));
      }
    }
  }

  /** What a curriculum draws from at its last length; another procedure as it is. */
  public static Procedure drawn(Procedure procedure) {
    return procedure instanceof Curriculum curriculum ? curriculum.of : procedure;
  }

  @Override
  public String name() {
    return "curriculum";
  }

  @Override
  public Picture picture() {
    return of.picture();
  }

  @Override
  public int answerStart(Example example) {
    return of.answerStart(example);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    of.draw(random, example);
  }
}
