package graft.app.example;

/**
 * A token as drawn in a line of text.
 *
 * @param text without any marks
 * @param hue which of the colours for types it has, or {@link #NO_HUE}
 * @param counts whether its prediction counts
 */
public record Glyph(String text, int hue, boolean counts) {
  /** In the place of a hue where the token has no type. */
  public static final int NO_HUE = -1;

  /** Width in characters, all of which are one column wide. */
  int width() {
    return text.codePointCount(0, text.length());
  }
}
