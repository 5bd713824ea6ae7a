package graft.app.example;

import graft.procedure.Example;
import graft.procedure.Picture;
import graft.procedure.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** The tokens of an example as glyphs. */
final class Glyphs {
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";
  private static final int SHAPES = OPENING.length();

  private Glyphs() {}

  /** Symbols as the vocabulary has them. */
  static List<Glyph> text(Example example, Vocabulary vocabulary) {
    boolean[] counts = Targets.of(example);
    List<Glyph> glyphs = new ArrayList<>();
    for (int t = 0; t < counts.length; t++) {
      glyphs.add(new Glyph(vocabulary.symbol(example.token(t)), Glyph.NO_HUE, counts[t]));
    }
    return glyphs;
  }

  /** Whether every type of bracket has a shape of its own, or a shape and a hue. */
  static boolean areShapes(Picture.Brackets brackets, boolean colour) {
    return brackets.types() <= (colour ? SHAPES * Ink.hues() : SHAPES);
  }

  /** Brackets, where the two of a type have the same hue, and the same shape if they are shapes. */
  static List<Glyph> brackets(
      Example example, Vocabulary vocabulary, Picture.Brackets brackets, boolean colour) {
    boolean areShapes = areShapes(brackets, colour);
    List<Glyph> glyphs = new ArrayList<>();
    for (Glyph symbol : text(example, vocabulary)) {
      int token = example.token(glyphs.size());
      int type = token % brackets.types();
      boolean isBracket = token < 2 * brackets.types();
      String shape = (token < brackets.types() ? OPENING : CLOSING).substring(type % SHAPES);
      String text = areShapes && isBracket ? shape.substring(0, 1) : symbol.text();
      glyphs.add(new Glyph(text, isBracket ? hue(type) : Glyph.NO_HUE, symbol.counts()));
    }
    return glyphs;
  }

  /** Types of one shape have different hues as long as there are some, and so have neighbours. */
  private static int hue(int type) {
    return (type + type / SHAPES) % Ink.hues();
  }

  /** Pushes and pops up to the separator, then symbols. */
  static List<Glyph> operations(
      Example example, Vocabulary vocabulary, Picture.Operations operations) {
    List<Glyph> glyphs = new ArrayList<>();
    boolean isOver = false;
    for (Glyph symbol : text(example, vocabulary)) {
      int t = glyphs.size();
      isOver |= example.token(t) == operations.separator();
      boolean isLast = t + 1 < example.length() && example.token(t + 1) == operations.separator();
      String operation =
          (example.token(t) == operations.pop() ? "pop" : "push " + symbol.text())
              + (isLast ? "" : ",");
      glyphs.add(isOver ? symbol : new Glyph(operation, symbol.hue(), symbol.counts()));
    }
    return glyphs;
  }
}
