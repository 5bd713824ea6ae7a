package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * Balanced brackets of k types, properly nested, never more than {@code depth} open: the language
 * Dyck-(k,m) with m the depth (arXiv 2010.07515). Opening ids 0..k-1, closing k..2k-1, pad 2k.
 * Every position but the last counts.
 *
 * <p>Our choices: a fixed length and the tokens of {@link KDyck}, whose sequences these are while
 * the depth is not reached; there one must close.
 *
 * <p>Whether a closing bracket comes is mostly chance, so no model reaches an accuracy of 1; which
 * one, and all at the full depth, can be known.
 *
 * @param k types of brackets
 * @param n tokens, an even number
 * @param openProbability that of opening where both opening and closing are allowed
 * @param depth open brackets at any time (m)
 */
@About("Balanced, properly nested brackets of k types, nested to a bounded depth")
public record BoundedDyck(
    @Setting(fallback = "16", about = "Types of brackets; 1 to 100,000") int k,
    @Setting(name = "length", fallback = "128", about = "Tokens, an even number; 2 to 100,000")
        int n,
    @Setting(
            fallback = "0.5",
            about = "Probability of opening where closing is possible too; 0 to 1")
        double openProbability,
    @Setting(fallback = "8", about = "Most brackets open at once; 1 to 100,000") int depth)
    implements Brackets {

  public BoundedDyck {
    Brackets.requireBalanced(k, n, openProbability);
    Limits.require("depth", depth, 1, 100_000);
  }

  @Override
  public String name() {
    return "bounded-dyck";
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    Brackets.drawNested(k, n, openProbability, depth, random, example);
  }
}
