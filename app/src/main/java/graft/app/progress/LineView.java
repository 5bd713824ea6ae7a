package graft.app.progress;

import graft.app.report.Durations;
import graft.study.Arrangement;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Progress for log files and pipes: whole lines, a few per minute. */
final class LineView implements View {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Board board;
  private final PrintWriter err;
  private Instant spoken;

  LineView(Board board, PrintWriter err) {
    this.board = board;
    this.err = err;
    this.spoken = board.now();
  }

  @Override
  public void planned() {
    say(List.of("study     " + board.nodes() + " runs, " + board.done() + " done already"));
  }

  @Override
  public void arranged(Arrangement arrangement) {
    say(List.of("study     " + Wording.of(arrangement)));
  }

  @Override
  public void started(NodeProgress node) {
    String from = node.step() == 0 ? "" : ", going on from step " + node.step();
    say(List.of("started   " + node.plan().label() + from));
  }

  @Override
  public void finished(NodeProgress node) {
    List<String> parts = new ArrayList<>();
    parts.add(node.plan().label() + " in " + Durations.text(node.elapsed(board.now())));
    parts.add(board.done() + " of " + board.nodes() + " runs done");
    parts.addAll(Wording.pace(0, board.done() < board.nodes() ? board.left() : null));
    say(List.of("finished  " + String.join(", ", parts)));
  }

  @Override
  public void tick() {
    Instant now = board.now();
    if (Duration.between(spoken, now).compareTo(INTERVAL) >= 0) {
      spoken = now;
      say(board.running().stream().map(node -> line(node, now)).toList());
    }
  }

  private static String line(NodeProgress node, Instant now) {
    String state = Wording.state(node, now);
    return "running   "
        + node.plan().label()
        + ": step "
        + node.step()
        + " of "
        + node.plan().steps()
        + " ("
        + Wording.percent(node.share())
        + ")"
        + (state.isEmpty() ? "" : ", " + state);
  }

  @Override
  public void say(List<String> lines) {
    lines.forEach(err::println);
    err.flush();
  }
}
