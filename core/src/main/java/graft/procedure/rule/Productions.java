package graft.procedure.rule;

import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * What rules of productions share: what the letters a, b, c, ... are replaced by, written as one
 * word for each of them in this order: {@code ab,a} means that a becomes ab and b becomes a. Ids
 * with k letters: letters 0..k-1, separator k, pad k+1.
 */
interface Productions extends Procedure {
  String ABOUT = "What letters a, b, c, ... become, like bc,a,aaa; 1 to 26 words";

  int LONGEST = 10_000;

  /** The setting {@code productions}. */
  String productions();

  /** The setting {@code length}, the most tokens of a sequence. */
  int n();

  @Override
  default int length() {
    return n();
  }

  @Override
  default Vocabulary vocabulary() {
    int separator = count(productions());
    return new Vocabulary(
        separator + 2,
        separator + 1,
        token ->
            token == separator
                ? "|"
                : token > separator ? "·" : String.valueOf((char) ('a' + token)));
  }

  /** Checks the setting {@code productions}. */
  static void require(String words) {
    boolean isText = words.length() <= LONGEST && words.matches("[a-z]+(,[a-z]+){0,25}");
    int count = isText ? count(words) : 0;
    if (!isText || words.chars().anyMatch(letter -> letter >= 'a' + count)) {
      throw Limits.unreadable(
          "productions",
          "like bc,a,aaa: a word for each of the letters a, b, c, ... in this order, of no other"
              + " letters",
          words);
    }
  }

  /** How many letters there are. */
  static int count(String words) {
    int count = 1;
    for (int i = 0; i < words.length(); i++) {
      count += words.charAt(i) == ',' ? 1 : 0;
    }
    return count;
  }

  /** Where each letter's word begins in {@code words}, in the scratch memory of {@code example}. */
  static int[] starts(String words, Example example) {
    int[] starts = example.scratch(count(words));
    int letter = 0;
    for (int i = 0; i < words.length(); i++) {
      if (i == 0 || words.charAt(i - 1) == ',') {
        starts[letter++] = i;
      }
    }
    return starts;
  }

  /** Appends {@code count} uniform letters of {@code letters}. */
  static void addUniform(int count, int letters, RandomGenerator random, Example example) {
    for (int i = 0; i < count; i++) {
      example.add(random.nextInt(letters));
    }
  }

  /** Appends the word that begins at {@code start}, as far as {@code most} tokens allow. */
  static void add(String words, int start, int most, Example example) {
    for (int i = start; i < words.length() && words.charAt(i) != ','; i++) {
      if (example.length() == most) {
        return;
      }
      example.add(words.charAt(i) - 'a');
    }
  }
}
