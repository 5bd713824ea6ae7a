package graft.study;

import java.util.List;

/** What the labels of a family share, in whole words: its name in figures, and nothing else. */
final class CommonLabel {
  private CommonLabel() {}

  /**
   * The words with which all labels begin, or else those with which all end.
   *
   * @param fallback if they share neither
   */
  static String of(List<String> labels, String fallback) {
    List<List<String>> words = labels.stream().map(label -> List.of(label.split(" "))).toList();
    String start = trimmed(beginning(words));
    if (!start.isEmpty()) {
      return start;
    }
    List<List<String>> backwards = words.stream().map(List::reversed).toList();
    String end = trimmed(beginning(backwards).reversed());
    return end.isEmpty() ? fallback : end;
  }

  private static List<String> beginning(List<List<String>> words) {
    List<String> first = words.getFirst();
    int count = 0;
    while (count < first.size() && isShared(words, count)) {
      count++;
    }
    return first.subList(0, count);
  }

  private static boolean isShared(List<List<String>> words, int place) {
    String word = words.getFirst().get(place);
    return words.stream().allMatch(w -> place < w.size() && w.get(place).equals(word));
  }

  /** Without what joined the words to those that differ. */
  private static String trimmed(List<String> words) {
    return String.join(" ", words).replaceAll("^[\\s,;:(/-]+|[\\s,;:(/-]+$", "");
  }

  /**
   * The label of a family, or one that begins with its first member where another family has the
   * same.
   *
   * @param all labels of the families
   * @param first label of the family's first member
   */
  static String distinct(String label, List<String> all, String first) {
    return all.stream().filter(label::equals).count() > 1 ? first + " and on" : label;
  }
}
