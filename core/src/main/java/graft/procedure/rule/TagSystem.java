package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import java.util.random.RandomGenerator;

/**
 * Words of a tag system, each made of the one before by deleting its first m letters and appending
 * what the first of them becomes (Post, "Formal Reductions of the General Combinatorial Decision
 * Problem", 1943): {@code word SEP word SEP ...}. Ids with k letters: letters 0..k-1, separator k,
 * pad k+1. With m = 2 such systems can compute all that can be computed (Cocke and Minsky,
 * "Universality of Tag Systems with P = 2", 1964).
 *
 * <p>The first word is uniform. A word of fewer than m letters is the last; otherwise the sequence
 * is cut off at its length, be it within a word. All after the first separator counts, separators
 * too, and all can be known.
 *
 * <p>The default takes a^n to a^(n/2) for an even n and to a^((3n+1)/2) for an odd one, by way of
 * words of b and c (De Mol, "Tag Systems and Collatz-like Functions", 2008). Post's own system is
 * {@code aa,bbab} with m = 3. The layout and the sizes are our choice.
 *
 * @param deletion m
 * @param productions what letters become
 * @param word letters of the first word
 * @param n tokens of a sequence, at most
 */
@About("Words of a tag system: drop m letters, append what the first of them becomes")
public record TagSystem(
    @Setting(fallback = "2", about = "Letters deleted in a step; 1 to word") int deletion,
    @Setting(fallback = "bc,a,aaa", about = Productions.ABOUT) String productions,
    @Setting(fallback = "16", about = "Letters of the first word; 1 to 10,000") int word,
    @Setting(name = "length", fallback = "128", about = "Most tokens; word + 2 to 100,000") int n)
    implements Productions {

  public TagSystem {
    Limits.require("deletion", deletion, 1, 10_000);
    Productions.require(productions);
    Limits.require("word", word, 1, 10_000);
    Limits.require("length", n, 3, 100_000);
    if (deletion > word) {
      throw new SettingException(
          "deletion",
          "deletion must be at most %d, the letters of the first word, not %d; raise word"
              .formatted(word, deletion));
    }
    if (n < word + 2) {
      throw new SettingException(
          "length",
          "length must be at least %d for a first word of %d letters, not %d"
              .formatted(word + 2, word, n));
    }
  }

  @Override
  public String name() {
    return "tag";
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int letters = Productions.count(productions);
    int[] starts = Productions.starts(productions, example);
    Productions.addUniform(word, letters, random, example);
    int from = 0;
    int to = word;
    while (to - from >= deletion && to < n) {
      example.add(letters);
      for (int t = from + deletion; t < to && example.length() < n; t++) {
        example.add(example.token(t));
      }
      Productions.add(productions, starts[example.token(from)], n, example);
      from = to + 1;
      to = example.length();
    }
    example.count(word, example.length() - 1);
  }
}
