package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Setting;
import java.util.random.RandomGenerator;

/**
 * Brackets of k types without any nesting (arXiv 2601.21725): opening ids 0..k-1, closing k..2k-1,
 * pad 2k. A closing bracket closes one of a type that is open, each such type being equally likely,
 * however many of it are open. Where nothing is open, one must open; where as many are open as may
 * be, one must close. The sequence may end with open brackets. Every position but the last counts.
 *
 * <p>Which bracket comes is chance, so no model reaches an accuracy of 1.
 *
 * @param k types of brackets
 * @param n tokens
 * @param openProbability that of opening where both opening and closing are allowed
 * @param mostOpen open brackets at any time
 */
@About(
    value = "Brackets of k types that close in any order; some may stay open",
    finding =
        "Language models that are trained on such brackets first reach the same loss on natural"
            + " language with 33 % fewer tokens (arXiv 2502.19249).")
public record KDyckShuffle(
    @Setting(fallback = "16", about = "Types of brackets; 1 to 100,000") int k,
    @Setting(name = "length", fallback = "128", about = "Tokens; 2 to 100,000") int n,
    @Setting(
            fallback = "0.5",
            about = "Probability of opening where closing is possible too; 0 to 1")
        double openProbability,
    @Setting(fallback = "16", about = "Most brackets open at once; 1 to 100,000") int mostOpen)
    implements Brackets {

  public KDyckShuffle {
    Limits.require("k", k, 1, 100_000);
    Limits.require("length", n, 2, 100_000);
    Limits.require("openProbability", openProbability, 0, 1);
    Limits.require("mostOpen", mostOpen, 1, 100_000);
  }

  @Override
  public String name() {
    return "k-dyck-shuffle";
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int[] types = OpenTypes.none(k, example);
    for (int open = 0; example.length() < n; ) {
      if (open == 0 || (open < mostOpen && random.nextDouble() < openProbability)) {
        int type = random.nextInt(k);
        example.add(type);
        OpenTypes.open(type, k, types);
        open++;
      } else {
        example.add(k + OpenTypes.close(k, types, random));
        open--;
      }
    }
    example.count(0, n - 1);
  }
}
