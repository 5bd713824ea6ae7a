package graft.app.cli;

import graft.app.example.Paper;
import graft.app.progress.Tally;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * Where a command prints, and what is at the other end.
 *
 * @param out results
 * @param err everything else
 * @param liveErr whether {@code err} is a terminal that understands cursor movement
 * @param colour whether {@code out} is a terminal that shows colours
 * @param liveOut whether {@code out} is a terminal
 * @param columns width of the terminal
 */
record Console(
    PrintWriter out,
    PrintWriter err,
    boolean liveErr,
    boolean colour,
    boolean liveOut,
    int columns) {
  private static final int DEFAULT_COLUMNS = 80;

  /** The process's own streams; the launcher says what they are. */
  static Console system() {
    return new Console(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean("graft.terminal"),
        Boolean.getBoolean("graft.colour"),
        Boolean.getBoolean("graft.screen"),
        Integer.getInteger("graft.columns", DEFAULT_COLUMNS));
  }

  /** Follows counted work on {@code err}: a bar on a terminal, else lines; nothing if quiet. */
  Tally tally(boolean quiet) {
    InstantSource clock = InstantSource.system();
    if (quiet) {
      return Tally.silent(err, clock);
    }
    return liveErr ? Tally.bar(err, clock, columns) : Tally.lines(err, clock);
  }

  /** What {@code out} is to draw examples on. */
  Paper paper() {
    return new Paper(colour, liveOut, columns);
  }
}
