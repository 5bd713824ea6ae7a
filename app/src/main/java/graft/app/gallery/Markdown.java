package graft.app.gallery;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of Markdown. */
final class Markdown {
  /** What means something in a line of text or in a table. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_|<>\\[\\]$]");

  private Markdown() {}

  /** {@code text} as it is to be read. */
  static String plain(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  /** {@code text} in the type of code; in tables too, where even that must not have a bar. */
  static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** A row of a table. */
  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A row of a table. */
  static String row(String... cells) {
    return row(List.of(cells));
  }
}
