package graft.app.example;

/**
 * What examples are drawn on.
 *
 * @param colour whether it shows colours; otherwise nothing but characters is used
 * @param wraps whether text goes on in the next line at the right edge; otherwise an example of
 *     text is one line. Grids always keep to the width
 * @param columns its width in characters, at least 1
 */
public record Paper(boolean colour, boolean wraps, int columns) {
  /** Columns at which text must go on in the next line. */
  int textColumns() {
    return wraps ? columns : Integer.MAX_VALUE;
  }
}
