package graft.procedure.combinator;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An example of each of several procedures, one behind the other, over one vocabulary with one pad,
 * see {@link JointVocabulary}. What counts is what counts in each; that one example follows another
 * is never predicted. The examples are drawn independently, in the order in which they stand.
 *
 * <p>A last pad token whose prediction counts is left out of every example but the last one, and
 * does not count there, since there is no padding between tokens. The answer is that of the first
 * example.
 *
 * @param of the procedures
 * @param joining how the vocabularies become one
 */
@About("An example of each of several procedures, one behind the other")
public record Sequence(
    @Setting(fallback = "[identity, reverse]", about = "The procedures, 1 to 64")
        List<Procedure> of,
    @Setting(name = "vocabulary", fallback = "disjoint", about = Joining.ABOUT) Joining joining)
    implements Joined {

  private static final int MOST_TOKENS = 1_000_000;

  public Sequence {
    of = List.copyOf(of);
    Combinator.require(of);
    JointVocabulary.require(of, joining);
    int length = length(of);
    if (length > MOST_TOKENS) {
      throw new SettingException(
          OF,
          "%s must be at most %d tokens long together, not %d".formatted(OF, MOST_TOKENS, length));
    }
  }

  private static int length(List<Procedure> of) {
    return of.stream().mapToInt(Procedure::length).sum();
  }

  @Override
  public String name() {
    return "sequence";
  }

  @Override
  public int length() {
    return length(of);
  }

  @Override
  public Sequence atGrade(int grade) {
    return new Sequence(Combinator.atGrade(of, grade), joining);
  }

  @Override
  public int answerStart(Example example) {
    return of.getFirst().answerStart(example);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    JointVocabulary joint = example.prepared(this, Joined::joint);
    for (int part = 0; part < of.size(); part++) {
      Example drawn = example.inner();
      of.get(part).draw(random, drawn);
      joint.append(part, drawn, part == of.size() - 1, example);
    }
  }
}
