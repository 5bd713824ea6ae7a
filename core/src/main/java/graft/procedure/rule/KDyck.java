package graft.procedure.rule;

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
 * Balanced brackets of k types, properly nested (arXiv 2601.21725): opening ids 0..k-1, closing
 * k..2k-1, pad 2k. Every position but the last counts.
 *
 * <p>Whether a closing bracket comes is chance, so no model reaches an accuracy of 1.
 *
 * @param k types of brackets
 * @param n tokens, an even number
 * @param openProbability that of opening where both opening and closing are allowed
 */
@About("Balanced, properly nested brackets of k types")
public record KDyck(
    @Setting(fallback = "16", about = "Types of brackets; 1 to 100,000") int k,
    @Setting(name = "length", fallback = "128", about = "Tokens, an even number; 2 to 100,000")
        int n,
    @Setting(
            fallback = "0.5",
            about = "Probability of opening where closing is possible too; 0 to 1")
        double openProbability)
    implements Procedure {

  public KDyck {
    Limits.require("k", k, 1, 100_000);
    Limits.require("length", n, 2, 100_000);
    Limits.require("openProbability", openProbability, 0, 1);
    if (n % 2 != 0) {
      throw new SettingException(
          "length",
          "length must be even, since every bracket is closed, not " + n + "; try " + (n + 1));
    }
  }

  @Override
  public String name() {
    return "k-dyck";
  }

  @Override
  public Vocabulary vocabulary() {
    return Brackets.vocabulary(k);
  }

  @Override
  public Picture picture() {
    return new Picture.Brackets(k);
  }

  @Override
  public int length() {
    return n;
  }

  /**
   * At every place as many tokens are left as brackets are open, or an even number more. So while
   * they are not equal, at least two more are left, and one more bracket can be opened and closed.
   */
  @Override
  public void draw(RandomGenerator random, Example example) {
    int[] open = example.scratch(n / 2);
    int depth = 0;
    for (int left = n; left > 0; left--) {
      boolean opens = depth == 0 || (left > depth && random.nextDouble() < openProbability);
      if (opens) {
        open[depth] = random.nextInt(k);
        example.add(open[depth++]);
      } else {
        example.add(k + open[--depth]);
      }
    }
    example.count(0, n - 1);
  }
}
