package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * Words of a deterministic, context-free L-system, in each of which every letter of the one before
 * is replaced by what it becomes (Lindenmayer, "Mathematical Models for Cellular Interactions in
 * Development", 1968): {@code word SEP word SEP ...}. Ids with k letters: letters 0..k-1, separator
 * k, pad k+1.
 *
 * <p>The first word, the axiom, is uniform. The sequence is cut off at its length, be it within a
 * word. All after the first separator counts, separators too, and all can be known.
 *
 * <p>The default is Lindenmayer's model of algae, whose words grow by the golden ratio. The layout
 * and the sizes are our choice.
 *
 * @param productions what letters become
 * @param axiom letters of the first word
 * @param n tokens of a sequence
 */
@About("Words of an L-system: every letter is replaced by what it becomes")
public record LSystem(
    @Setting(fallback = "ab,a", about = Productions.ABOUT) String productions,
    @Setting(fallback = "24", about = "Letters of the first word; 1 to 10,000") int axiom,
    @Setting(name = "length", fallback = "128", about = "Tokens; axiom + 2 to 100,000") int n)
    implements Productions {

  public LSystem {
    Productions.require(productions);
    Limits.require("axiom", axiom, 1, 10_000);
    Limits.require("length", n, 3, 100_000);
    if (n < axiom + 2) {
      throw new SettingException(
          "length",
          "length must be at least %d for an axiom of %d letters, not %d"
              .formatted(axiom + 2, axiom, n));
    }
  }

  @Override
  public String name() {
    return "l-system";
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int letters = Productions.count(productions);
    int[] starts = Productions.starts(productions, example);
    Productions.addUniform(axiom, letters, random, example);
    example.add(letters);
    for (int read = 0; example.length() < n; read++) {
      int token = example.token(read);
      if (token == letters) {
        example.add(letters);
      } else {
        Productions.add(productions, starts[token], n, example);
      }
    }
    example.count(axiom, example.length() - 1);
  }
}
