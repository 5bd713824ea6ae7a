package graft.procedure.combinator;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * Sequences in which each token, with some probability, is replaced by another one, uniform over
 * the vocabulary but for pad and stop; neither of these is replaced. The positions that count stay.
 *
 * <p>With {@link Noised#ALL} every token may change, also those that must be predicted: from the
 * clean rule at rate 0 to tokens without any structure. {@link Noised#CONTEXT} spares what must be
 * predicted, so that every answer is still the rule's; of a rule like k-dyck, where every token but
 * the first must be predicted, that leaves only the first.
 *
 * @param of what makes the sequences
 * @param rate probability of replacing a token
 * @param tokens which may be replaced
 */
@About("Sequences with some tokens replaced by random others")
public record Noisy(
    @Setting(fallback = "identity", about = "The procedure whose sequences are disturbed")
        Procedure of,
    @Setting(fallback = "0.1", about = "Probability of replacing a token; 0 to 1") double rate,
    @Setting(
            fallback = "all",
            about = "Which may be replaced; context: only those that need not be predicted")
        Noised tokens)
    implements Wrapper {

  public Noisy {
    Combinator.require(of);
    Limits.require("rate", rate, 0, 1);
    if (usable(of.vocabulary()) < 2) {
      throw new SettingException(
          OF, OF + " must have two tokens besides pad and stop, not " + usable(of.vocabulary()));
    }
  }

  private static int usable(Vocabulary vocabulary) {
    return vocabulary.size() - (vocabulary.stop() == Vocabulary.NO_STOP ? 1 : 2);
  }

  @Override
  public String name() {
    return "noisy";
  }

  @Override
  public Picture picture() {
    return of.picture();
  }

  @Override
  public int grade() {
    return of.grade();
  }

  @Override
  public Noisy atGrade(int grade) {
    return new Noisy(of.atGrade(grade), rate, tokens);
  }

  @Override
  public int answerStart(Example example) {
    return of.answerStart(example);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    of.draw(random, example);
    Vocabulary vocabulary = example.prepared(this, Procedure::vocabulary);
    int next = 0;
    for (int t = 0; t < example.length(); t++) {
      boolean isTarget = next < example.countedLength() && example.counted(next) + 1 == t;
      next += isTarget ? 1 : 0;
      boolean mayChange = tokens == Noised.ALL || !isTarget;
      if (mayChange && isUsable(example.token(t), vocabulary) && random.nextDouble() < rate) {
        example.set(t, other(example.token(t), vocabulary, random));
      }
    }
  }

  private static boolean isUsable(int token, Vocabulary vocabulary) {
    return token != vocabulary.pad() && token != vocabulary.stop();
  }

  /**
   * Draws until it is another one: with two usable tokens at least, four tries at the most on
   * average.
   */
  private static int other(int token, Vocabulary vocabulary, RandomGenerator random) {
    while (true) {
      int other = random.nextInt(vocabulary.size());
      if (other != token && isUsable(other, vocabulary)) {
        return other;
      }
    }
  }
}
