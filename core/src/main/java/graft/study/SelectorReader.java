package graft.study;

import graft.procedure.Suggestion;
import graft.study.Study.Shape;
import graft.surgery.Part;
import graft.surgery.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which slices of a model are meant: parts, {@code layers} and {@code heads}. */
final class SelectorReader {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

  private final Shape shape;

  /** A reader for models of this shape. */
  SelectorReader(Shape shape) {
    this.shape = shape;
  }

  /** Parts: {@code all}, {@code nothing}, a word, or a list of words; none for nothing. */
  Set<Part> parts(Section section, String key) {
    if (section.isList(key)) {
      Set<Part> parts = EnumSet.noneOf(Part.class);
      section.words(key).forEach(word -> parts.add(part(section, key, word)));
      return parts;
    }
    String word = section.word(key);
    return switch (word) {
      case "all" -> Selector.everything().parts();
      case "nothing" -> Set.of();
      default -> Set.of(part(section, key, word));
    };
  }

  private static Part part(Section section, String key, String word) {
    return Arrays.stream(Part.values())
        .filter(part -> part.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                section.error(
                    section.lineOf(key),
                    "unknown " + key + " '" + word + "'" + Suggestion.hint(word, Part.words())));
  }

  /**
   * The selectors of these parts in the section's layers and heads: one for each run of
   * neighbouring layers.
   *
   * @param parts at least one
   */
  List<Selector> selectors(Section section, Set<Part> parts) {
    Set<Integer> heads = heads(section);
    List<Selector> selectors = new ArrayList<>();
    try {
      if (!section.has("layers")) {
        return List.of(new Selector(parts, 0, Selector.LAST, heads));
      }
      for (int[] run : runs(layers(section))) {
        // The last layer by one name only, so that the same choice is the same recipe.
        int to = run[1] == shape.layers() - 1 ? Selector.LAST : run[1];
        selectors.add(new Selector(parts, run[0], to, heads));
      }
    } catch (IllegalArgumentException e) {
      throw section.error("heads", String.valueOf(e.getMessage()));
    }
    return List.copyOf(selectors);
  }

  private Set<Integer> heads(Section section) {
    if (!section.has("heads")) {
      return Set.of();
    }
    List<Long> named =
        section.isList("heads") ? section.wholes("heads") : List.of(section.whole("heads"));
    if (named.isEmpty()) {
      throw section.error("heads", "'heads' is empty: name some, or leave it out for all");
    }
    Set<Integer> heads = new TreeSet<>();
    for (long head : named) {
      if (head < 0 || head >= shape.heads()) {
        throw section.error("heads", absent("head " + head, "heads", shape.heads()));
      }
      heads.add((int) head);
    }
    return heads;
  }

  private SortedSet<Integer> layers(Section section) {
    List<String> words =
        section.isList("layers") ? section.words("layers") : List.of(section.word("layers"));
    if (words.isEmpty()) {
      throw section.error("layers", "'layers' is empty: name some, or leave it out for all");
    }
    SortedSet<Integer> layers = new TreeSet<>();
    for (String word : words) {
      Matcher range = RANGE.matcher(word);
      if (!range.matches()) {
        throw section.error(
            "layers", "'layers' must be like 1, 0..1 or [0, 2], not '" + word + "'");
      }
      int from = Integer.parseInt(range.group(1));
      int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
      if (from > to) {
        throw section.error(
            "layers",
            "layers %d..%d are no range: did you mean %d..%d?".formatted(from, to, to, from));
      }
      if (to >= shape.layers()) {
        throw section.error("layers", absent("layer " + to, "layers", shape.layers()));
      }
      for (int layer = from; layer <= to; layer++) {
        layers.add(layer);
      }
    }
    return layers;
  }

  private static String absent(String what, String plural, int count) {
    return "there is no %s: the study's models have %s 0..%d".formatted(what, plural, count - 1);
  }

  /** First and last of each run of neighbours. */
  private static List<int[]> runs(SortedSet<Integer> numbers) {
    List<int[]> runs = new ArrayList<>();
    for (int number : numbers) {
      if (runs.isEmpty() || runs.getLast()[1] + 1 < number) {
        runs.add(new int[] {number, number});
      } else {
        runs.getLast()[1] = number;
      }
    }
    return runs;
  }
}
