package graft.app.progress;

import graft.study.NodePlan;
import graft.study.StudyObserver;
import graft.training.Measurement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows a study for whoever asks how far it is. */
public final class Follower implements StudyObserver {
  private static final int MOST_WARNINGS = 20;

  private final Board board;
  private final List<String> warnings = new ArrayList<>();

  /** Follows a study that has not begun. */
  public Follower(InstantSource clock) {
    this.board = new Board(clock);
  }

  /**
   * How far a study is.
   *
   * @param runs of the study
   * @param done whose results are there
   * @param share of all work that is done, in [0, 1]
   * @param left at the pace so far; null if there is none yet
   * @param running what goes on now
   * @param warnings the last ones
   */
  public record Moment(
      int runs,
      int done,
      double share,
      @Nullable Duration left,
      Duration elapsed,
      List<Now> running,
      List<String> warnings) {}

  /**
   * A run that goes on.
   *
   * @param step optimizer steps done
   * @param steps at the most
   * @param accuracy of the last evaluation, in [0, 1]; null before the first
   */
  public record Now(String id, String label, long step, long steps, @Nullable Double accuracy) {}

  /** How far it is. */
  public Moment moment() {
    List<Now> running =
        board.running().stream()
            .map(
                node -> {
                  Measurement last = node.last();
                  return new Now(
                      node.plan().id(),
                      node.plan().label(),
                      node.step(),
                      node.plan().steps(),
                      last == null ? null : (Double) last.accuracy());
                })
            .toList();
    synchronized (warnings) {
      return new Moment(
          board.nodes(),
          board.done(),
          board.share(),
          board.left(),
          board.elapsed(),
          running,
          List.copyOf(warnings));
    }
  }

  @Override
  public void planned(List<NodePlan> nodes) {
    board.plan(nodes);
  }

  @Override
  public void started(NodePlan node, long step) {
    board.start(node, step);
  }

  @Override
  public void progressed(NodePlan node, long step, long tokens) {
    board.progressed(node, step, tokens);
  }

  @Override
  public void measured(NodePlan node, Measurement measurement) {
    board.measured(node, measurement);
  }

  @Override
  public void finished(NodePlan node) {
    board.finish(node);
  }

  @Override
  public void warned(String message) {
    synchronized (warnings) {
      if (warnings.size() == MOST_WARNINGS) {
        warnings.removeFirst();
      }
      warnings.add(message);
    }
  }
}
