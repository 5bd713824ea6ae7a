package graft.app.progress;

import graft.app.report.Durations;
import graft.study.Arrangement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Progress on a terminal: one bar per running node, and one for the study below them. */
final class BarView implements View {
  private static final int MOST_BARS = 16;
  private static final int LEAST_COLUMNS = 40;

  private final Board board;
  private final Screen screen;
  private final int columns;

  BarView(Board board, PrintWriter terminal, int columns) {
    this.board = board;
    this.screen = new Screen(terminal);
    this.columns = Math.max(LEAST_COLUMNS, columns);
  }

  @Override
  public void arranged(Arrangement arrangement) {
    say(List.of("study     " + Wording.of(arrangement)));
  }

  @Override
  public void finished(NodeProgress node) {
    String time = Durations.text(node.elapsed(board.now()));
    say(List.of("finished  " + node.plan().label() + " in " + time));
  }

  @Override
  public void tick() {
    say(List.of());
  }

  @Override
  public void say(List<String> lines) {
    screen.draw(lines, block());
  }

  private List<String> block() {
    List<Bar> bars = new ArrayList<>();
    board.running().stream()
        .limit(MOST_BARS)
        .map(node -> new Bar(node.plan().label(), node.share(), Wording.remark(node, board.now())))
        .forEach(bars::add);
    if (board.nodes() > 0) {
      bars.add(new Bar("study", board.share(), Wording.remark(board)));
    }
    return Bar.lines(bars, columns);
  }

  @Override
  public void close() {
    screen.draw(List.of(), List.of());
  }
}
