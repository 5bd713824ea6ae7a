package graft.app.progress;

import java.io.PrintWriter;
import java.util.List;

/**
 * A block of lines at the bottom of a terminal that is drawn over again, with lasting lines
 * scrolling past above it.
 *
 * <p>Between two calls the cursor stands at the start of the line below the block and is never
 * hidden, so whatever ends the program leaves the terminal in order.
 */
final class Screen {
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter terminal;
  private int height;

  Screen(PrintWriter terminal) {
    this.terminal = terminal;
  }

  /** Replaces the block; {@code lasting} goes above it. No line may be wider than the terminal. */
  void draw(List<String> lasting, List<String> block) {
    StringBuilder text = new StringBuilder();
    if (height > 0) {
      text.append("\u001b[").append(height).append('A');
    }
    for (String line : lasting) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    for (String line : block) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    text.append(CLEAR_BELOW);
    height = block.size();
    terminal.print(text);
    terminal.flush();
  }
}
