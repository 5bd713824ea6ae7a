package graft.app.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal would show: whole lines, cursor up, clear below. */
final class FakeTerminal {
  private static final Pattern UP = Pattern.compile("\u001b\\[(\\d+)A");

  private FakeTerminal() {}

  static List<String> shown(String written) {
    List<String> lines = new ArrayList<>();
    int row = 0;
    String rest = written;
    while (!rest.isEmpty()) {
      Matcher up = UP.matcher(rest);
      if (up.lookingAt()) {
        row -= Integer.parseInt(up.group(1));
        rest = rest.substring(up.end());
      } else if (rest.startsWith("\u001b[J")) {
        lines.subList(row, lines.size()).clear();
        rest = rest.substring(3);
      } else {
        int end = rest.indexOf('\n');
        String line = rest.substring(0, end).replace("\u001b[K", "").stripTrailing();
        if (row < lines.size()) {
          lines.set(row, line);
        } else {
          lines.add(line);
        }
        row++;
        rest = rest.substring(end + 1);
      }
    }
    return lines;
  }
}
