package graft.app.example;

import java.util.ArrayList;
import java.util.List;

/** Marks glyphs whose prediction counts: by colours, or by {@code «} and {@code »} around runs. */
final class Ink {
  /** Colours of a terminal's 256 that differ on light and dark ground. */
  private static final int[] HUES = {33, 208, 35, 199, 37, 172, 135, 161};

  private static final String END = "\u001b[0m";

  private Ink() {}

  /** How many hues there are; a higher one is taken modulo that. */
  static int hues() {
    return HUES.length;
  }

  /** {@code text} in bold. */
  static String bold(String text) {
    return paint("1", text);
  }

  /** The glyph in colour: what counts is bold, and underlined where it has no hue. */
  static String colour(Glyph glyph) {
    if (glyph.hue() != Glyph.NO_HUE) {
      int hue = HUES[glyph.hue() % HUES.length];
      return paint((glyph.counts() ? "1" : "2") + ";38;5;" + hue, glyph.text());
    }
    return glyph.counts() ? paint("1;4;32", glyph.text()) : glyph.text();
  }

  private static String paint(String codes, String text) {
    return "\u001b[" + codes + "m" + text + END;
  }

  /** The glyphs with a mark before the first and after the last of every run that counts. */
  static List<Glyph> marked(List<Glyph> glyphs) {
    List<Glyph> marked = new ArrayList<>();
    for (int i = 0; i < glyphs.size(); i++) {
      Glyph glyph = glyphs.get(i);
      boolean begins = glyph.counts() && (i == 0 || !glyphs.get(i - 1).counts());
      boolean ends = glyph.counts() && (i + 1 == glyphs.size() || !glyphs.get(i + 1).counts());
      String text = (begins ? "«" : "") + glyph.text() + (ends ? "»" : "");
      marked.add(new Glyph(text, glyph.hue(), glyph.counts()));
    }
    return marked;
  }
}
