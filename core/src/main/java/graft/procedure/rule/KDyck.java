package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Setting;
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
@About(
    value = "Balanced, properly nested brackets of k types",
    finding =
        "Takes recall (haystack) from 10 to 98 % (arXiv 2601.21725), and helps sorting (arXiv"
            + " 2505.22308, 2601.21725).")
public record KDyck(
    @Setting(fallback = "16", about = "Types of brackets; 1 to 100,000") int k,
    @Setting(name = "length", fallback = "128", about = "Tokens, an even number; 2 to 100,000")
        int n,
    @Setting(
            fallback = "0.5",
            about = "Probability of opening where closing is possible too; 0 to 1")
        double openProbability)
    implements Brackets {

  public KDyck {
    Brackets.requireBalanced(k, n, openProbability);
  }

  @Override
  public String name() {
    return "k-dyck";
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    Brackets.drawNested(k, n, openProbability, n / 2, random, example);
  }
}
