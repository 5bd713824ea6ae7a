package graft.app.example;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sets glyphs one after the other into lines. */
final class Line {
  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int width;
  private boolean isEmpty = true;

  private Line() {}

  /**
   * Lines of at most {@code columns} characters, if no glyph is wider; those after the first are
   * indented.
   *
   * @param between what stands between two glyphs of a line
   * @param drawn a glyph's text, perhaps with codes that take no room
   */
  static List<String> wrap(
      List<Glyph> glyphs, String between, int columns, Function<Glyph, String> drawn) {
    Line text = new Line();
    for (int i = 0; i < glyphs.size(); i++) {
      text.add(glyphs.get(i), i == 0 ? "" : between, columns, drawn);
    }
    text.lines.add(text.line.toString());
    return text.lines;
  }

  private void add(Glyph glyph, String between, int columns, Function<Glyph, String> drawn) {
    int needed = between.length() + glyph.width();
    if (!isEmpty && needed > columns - width) {
      lines.add(line.toString());
      line.setLength(0);
      line.append(INDENT);
      width = INDENT.length() + glyph.width();
    } else {
      line.append(between);
      width += needed;
    }
    line.append(drawn.apply(glyph));
    isEmpty = false;
  }
}
