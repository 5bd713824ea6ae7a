package graft.app.cli;

import graft.procedure.Suggestion;
import graft.study.InputException;
import graft.surgery.Part;
import graft.surgery.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of {@code --take}, {@code --layers} and {@code --heads} as a selector. */
final class Selection {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(\\.\\.(\\d{0,6}))?");

  private Selection() {}

  /** What is selected; without layers in every block, without heads all of attention. */
  static Selector of(List<String> take, @Nullable String layers, List<Integer> heads) {
    Matcher range = RANGE.matcher(layers == null ? "0.." : layers);
    if (!range.matches()) {
      throw new InputException(
          "--layers must be a number or a range such as 0..1 or 1.., not '" + layers + "'");
    }
    int from = Integer.parseInt(range.group(1));
    int to = range.group(2) == null ? from : last(range.group(3));
    try {
      return new Selector(parts(take), from, to, new HashSet<>(heads));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private static int last(String text) {
    return text.isEmpty() ? Selector.LAST : Integer.parseInt(text);
  }

  private static Set<Part> parts(List<String> words) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String word : words) {
      parts.addAll(word.equalsIgnoreCase("all") ? List.of(Part.values()) : List.of(part(word)));
    }
    return parts;
  }

  private static Part part(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(Part.values())
        .filter(part -> part.word().equals(plain))
        .findFirst()
        .orElseThrow(() -> new InputException(unknown(word)));
  }

  private static String unknown(String word) {
    List<String> known = new ArrayList<>(Part.words());
    known.add("all");
    return "--take: there is no part '" + word + "'" + Suggestion.hint(word, known);
  }
}
