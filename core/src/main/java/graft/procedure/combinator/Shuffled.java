package graft.procedure.combinator;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * The control of arXiv 2601.21725: the tokens of each sequence in an order drawn uniformly, so that
 * their frequencies stay and their structure goes.
 *
 * <p>Our choices: all tokens take part, separators too; the positions that count stay where they
 * are, whatever token is there now; a last pad token whose prediction counts stays last. What is
 * predicted is no answer any more, so {@link #answerStart} is the first token that counts.
 *
 * @param of what makes the sequences
 */
@About("The tokens of each sequence in random order: a control without structure")
public record Shuffled(
    @Setting(fallback = "identity", about = "The procedure whose sequences are shuffled")
        Procedure of)
    implements Wrapper {

  public Shuffled {
    Combinator.require(of);
  }

  @Override
  public String name() {
    return "shuffled";
  }

  @Override
  public int grade() {
    return of.grade();
  }

  @Override
  public Shuffled atGrade(int grade) {
    return new Shuffled(of.atGrade(grade));
  }

  /** By Fisher and Yates' method. */
  @Override
  public void draw(RandomGenerator random, Example example) {
    of.draw(random, example);
    int pad = example.prepared(this, Procedure::vocabulary).pad();
    int last = example.length() - 1;
    for (int t = example.token(last) == pad ? last - 1 : last; t > 0; t--) {
      int other = random.nextInt(t + 1);
      int token = example.token(t);
      example.set(t, example.token(other));
      example.set(other, token);
    }
  }
}
