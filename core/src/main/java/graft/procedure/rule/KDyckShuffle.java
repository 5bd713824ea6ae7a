package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.Vocabulary;
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
@About("Brackets of k types that close in any order; some may stay open")
public record KDyckShuffle(
    @Setting(fallback = "16", about = "Types of brackets; 1 to 100,000") int k,
    @Setting(name = "length", fallback = "128", about = "Tokens; 2 to 100,000") int n,
    @Setting(
            fallback = "0.5",
            about = "Probability of opening where closing is possible too; 0 to 1")
        double openProbability,
    @Setting(fallback = "16", about = "Most brackets open at once; 1 to 100,000") int mostOpen)
    implements Procedure {

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

  /** Scratch memory: the place of each type among those open, these types, how many of each. */
  @Override
  public void draw(RandomGenerator random, Example example) {
    int[] memory = example.scratch(3 * k);
    int types = 0;
    for (int open = 0; example.length() < n; ) {
      if (open == 0 || (open < mostOpen && random.nextDouble() < openProbability)) {
        int type = random.nextInt(k);
        example.add(type);
        types += opened(type, types, memory);
        open++;
      } else {
        int place = random.nextInt(types);
        example.add(k + memory[k + place]);
        types -= closed(place, types, memory);
        open--;
      }
    }
    example.count(0, n - 1);
  }

  /** Whether that makes one more type open, 0 or 1; places are believed as in {@link Distinct}. */
  private int opened(int type, int types, int[] memory) {
    int place = memory[type];
    boolean isOpen = place >= 0 && place < types && memory[k + place] == type;
    if (isOpen) {
      memory[2 * k + place]++;
      return 0;
    }
    memory[type] = types;
    memory[k + types] = type;
    memory[2 * k + types] = 1;
    return 1;
  }

  /** Whether that was the last of its type, 0 or 1; then the last type takes its place. */
  private int closed(int place, int types, int[] memory) {
    if (--memory[2 * k + place] > 0) {
      return 0;
    }
    int last = memory[k + types - 1];
    memory[last] = place;
    memory[k + place] = last;
    memory[2 * k + place] = memory[2 * k + types - 1];
    return 1;
  }
}
