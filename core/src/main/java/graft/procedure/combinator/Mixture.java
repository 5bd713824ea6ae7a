package graft.procedure.combinator;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Each example comes from one of several procedures, chosen by weight, over one vocabulary with one
 * pad, see {@link JointVocabulary}.
 *
 * <p>The vocabularies are disjoint unless users say otherwise, so that a model can tell from the
 * first token what is asked: of {@code 3 1 |}, identity and reverse over the same tokens want
 * different answers. Where an example came from does not show in its positions, so {@link
 * #answerStart} is the first token that counts.
 *
 * @param of the procedures
 * @param weights of the procedures, on any scale; none at all for equal ones. A procedure of weight
 *     0 is never drawn, but its tokens are in the vocabulary
 * @param joining how the vocabularies become one
 */
@About("Each example from one of several procedures, chosen by weight")
public record Mixture(
    @Setting(fallback = "[identity, reverse]", about = "The procedures, 1 to 64")
        List<Procedure> of,
    @Setting(fallback = "[]", about = "A weight for each, 0 to 1,000,000; equal if left out")
        List<Double> weights,
    @Setting(name = "vocabulary", fallback = "disjoint", about = Joining.ABOUT) Joining joining)
    implements Joined {

  private static final String WEIGHTS = "weights";

  public Mixture {
    of = List.copyOf(of);
    weights = List.copyOf(weights.isEmpty() ? Collections.nCopies(of.size(), 1.0) : weights);
    Combinator.require(of);
    JointVocabulary.require(of, joining);
    requireWeights(weights, of.size());
  }

  private static void requireWeights(List<Double> weights, int count) {
    if (weights.size() != count) {
      throw new SettingException(
          WEIGHTS,
          "%s must be %d numbers, one for each procedure of %s, not %d"
              .formatted(WEIGHTS, count, OF, weights.size()));
    }
    for (int i = 0; i < count; i++) {
      Limits.require(WEIGHTS + "[" + i + "]", weights.get(i).doubleValue(), 0, 1_000_000);
    }
    if (weights.stream().allMatch(weight -> weight == 0)) {
      throw new SettingException(WEIGHTS, WEIGHTS + " must have one above 0, not only zeros");
    }
  }

  @Override
  public String name() {
    return "mixture";
  }

  /** That of the longest. */
  @Override
  public int length() {
    return of.stream().mapToInt(Procedure::length).max().orElseThrow();
  }

  @Override
  public Mixture atGrade(int grade) {
    return new Mixture(Combinator.atGrade(of, grade), weights, joining);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    Example drawn = example.inner();
    int part = part(random);
    of.get(part).draw(random, drawn);
    example.prepared(this, Joined::joint).append(part, drawn, true, example);
  }

  /** A procedure's number, by weight. */
  private int part(RandomGenerator random) {
    double sum = 0;
    for (int i = 0; i < weights.size(); i++) {
      sum += weights.get(i);
    }
    double left = sum * random.nextDouble();
    int part = 0;
    for (int i = 0; i < weights.size() && left >= 0; i++) {
      double weight = weights.get(i);
      part = weight > 0 ? i : part; // Never one of weight 0, however sums are rounded.
      left -= weight;
    }
    return part;
  }
}
