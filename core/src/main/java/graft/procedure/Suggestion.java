package graft.procedure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped probably meant. */
public final class Suggestion {
  private static final int LONGEST_WORD = 64;

  private Suggestion() {}

  /**
   * The candidate with the fewest edits from {@code word}, or nothing if all are far: at most a
   * third of the letters may differ, or {@code word} is the beginning of the candidate. Case does
   * not matter; of equally near ones the first in alphabetical order wins.
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST_WORD) {
      return Optional.empty();
    }
    return candidates.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The end of a message about an unknown {@code word}: {@code "; did you mean 'set'? (known:
   * identity, set)"}, or only what is known if nothing is near.
   */
  public static String hint(String word, Collection<String> candidates) {
    String known = " (known: " + String.join(", ", candidates) + ")";
    return nearest(word, candidates).map(near -> "; did you mean '" + near + "'?").orElse("")
        + known;
  }

  private static boolean isNear(String word, String candidate) {
    int longest = Math.max(word.length(), candidate.length());
    int edits = distance(word, candidate);
    boolean begins = word.length() > 1 && lower(candidate).startsWith(lower(word));
    return begins || (edits < longest && edits <= Math.max(1, longest / 3));
  }

  /**
   * Edits (insert, delete, replace, swap neighbours) from one word to the other: the optimal string
   * alignment distance, Damerau (1964), by dynamic programming over prefixes.
   */
  static int distance(String from, String to) {
    String a = lower(from);
    String b = lower(to);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int step(int[][] edits, String a, String b, int i, int j) {
    int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
