package graft.app.progress;

import java.util.List;

/**
 * One line of a block of progress bars.
 *
 * @param name what is going on
 * @param share how much of it is done, in [0, 1]
 * @param remark what stands behind the bar
 */
record Bar(String name, double share, String remark) {
  private static final String FULL = "\u2501";
  private static final String EMPTY = "\u2500";
  private static final int PERCENT_WIDTH = " 100 % ".length();
  private static final int GAP = 2;
  private static final int SHORTEST = 5;

  /** The lines of a block, names and bars aligned, none wider than the terminal. */
  static List<String> lines(List<Bar> bars, int columns) {
    int names = bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(0);
    int remarks = bars.stream().mapToInt(bar -> bar.remark.length()).max().orElse(0);
    int nameWidth = Math.min(names, columns / 3);
    // The last column stays free: a terminal may wrap when it is written.
    int barWidth = columns - 1 - nameWidth - PERCENT_WIDTH - GAP - remarks;
    return bars.stream().map(bar -> bar.line(nameWidth, barWidth, columns - 1)).toList();
  }

  private String line(int nameWidth, int barWidth, int columns) {
    String line = fitted(name, nameWidth) + " " + percent();
    if (barWidth >= SHORTEST) {
      int full = (int) Math.min(barWidth, Math.floor(share * barWidth));
      line += FULL.repeat(full) + EMPTY.repeat(barWidth - full);
    }
    return cut(line + " ".repeat(GAP) + remark, columns);
  }

  private String percent() {
    String text = Wording.percent(share);
    return " ".repeat(Math.max(0, PERCENT_WIDTH - 2 - text.length())) + text + " ";
  }

  private static String fitted(String text, int width) {
    return cut(text, width) + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String cut(String text, int width) {
    return text.length() > width ? text.substring(0, width - 1) + "\u2026" : text;
  }
}
