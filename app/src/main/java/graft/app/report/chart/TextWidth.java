package graft.app.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * About how wide texts are, without asking a font: figures look the same wherever they are made. On
 * the wide side, by DejaVu Sans, so that nothing overlaps in a narrower font.
 */
final class TextWidth {
  private static final char ELLIPSIS = '\u2026';

  /** Of a text that is cut, the share that its beginning gets: ends often tell labels apart. */
  private static final double BEGINNING = 0.55;

  /** Width of the narrowest letter, of the size. */
  private static final double NARROWEST = 0.34;

  private TextWidth() {}

  /** Width in pixels of letters of this size. */
  static double of(String text, int size) {
    return size * text.codePoints().mapToDouble(TextWidth::share).sum();
  }

  /** Of the size. */
  private static double share(int letter) {
    if ("iljI|.,:;'! ".indexOf(letter) >= 0) {
      return NARROWEST;
    }
    if ("frt()[]{}/-\"".indexOf(letter) >= 0) {
      return 0.43;
    }
    if ("mMwW%@\u2026\u2192".indexOf(letter) >= 0) {
      return 0.98;
    }
    if (letter >= 0x2e80) {
      return 1.05;
    }
    return Character.isUpperCase(letter) ? 0.72 : 0.635;
  }

  /** The text, its middle cut out if it is wider. */
  static String fitted(String text, int size, double width) {
    // A little more, so that a label has room in its own width however that was rounded.
    if (of(text, size) <= width + 1e-6) {
      return text;
    }
    int[] letters = text.codePoints().toArray();
    int most = (int) Math.min(letters.length - 1, width / (NARROWEST * size));
    for (int kept = most; kept > 1; kept--) {
      int head = (int) Math.ceil(BEGINNING * kept);
      int tail = kept - head;
      String cut =
          new String(letters, 0, head).stripTrailing()
              + ELLIPSIS
              + new String(letters, letters.length - tail, tail).stripLeading();
      if (of(cut, size) <= width) {
        return cut;
      }
    }
    return new String(letters, 0, 1) + ELLIPSIS;
  }

  /**
   * The text in lines broken at spaces, as few as can be; the last is cut if there are too many.
   */
  static List<String> wrapped(String text, int size, double width, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (lines.size() < most - 1 && of(rest, size) > width) {
      int end = lineEnd(rest, size, width);
      lines.add(fitted(rest.substring(0, end), size, width));
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty() || lines.isEmpty()) {
      lines.add(fitted(rest, size, width));
    }
    return lines;
  }

  /** After the last word that has room, at least one. */
  private static int lineEnd(String text, int size, double width) {
    int end = text.indexOf(' ');
    if (end < 0) {
      return text.length();
    }
    for (int next = end; next >= 0 && of(text.substring(0, next), size) <= width; ) {
      end = next;
      next = text.indexOf(' ', next + 1);
    }
    return end;
  }
}
