package graft.app.progress;

import graft.study.Arrangement;
import graft.study.NodePlan;
import graft.study.StudyObserver;
import graft.training.Measurement;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a study and shows how it goes on. Training threads only leave numbers behind; one thread
 * draws, ten times a second at the most.
 */
public final class Progress implements StudyObserver, AutoCloseable {
  private static final long TICK_MILLIS = 100;

  private final Board board;
  private final View view;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("progress").daemon().factory());

  private @Nullable Future<?> ticks;
  private Consumer<List<NodePlan>> whenPlanned = nodes -> {};

  Progress(InstantSource clock, Function<Board, View> view) {
    this.board = new Board(clock);
    this.view = view.apply(board);
  }

  /** Bars, for a terminal of that width. */
  public static Progress bars(PrintWriter err, InstantSource clock, int columns) {
    return new Progress(clock, board -> new BarView(board, err, columns)).ticking();
  }

  /** Plain lines. */
  public static Progress lines(PrintWriter err, InstantSource clock) {
    return new Progress(clock, board -> new LineView(board, err)).ticking();
  }

  /** Nothing but warnings. */
  public static Progress silent(PrintWriter err, InstantSource clock) {
    return new Progress(clock, board -> new SilentView(err));
  }

  private Progress ticking() {
    ticks =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  void tick() {
    synchronized (view) {
      view.tick();
    }
  }

  @Override
  public void planned(List<NodePlan> nodes) {
    synchronized (view) {
      board.plan(nodes);
      view.planned();
    }
    whenPlanned.accept(nodes);
  }

  /** Has something done when the plan is known, before anything runs. */
  public void whenPlanned(Consumer<List<NodePlan>> action) {
    whenPlanned = action;
  }

  @Override
  public void arranged(Arrangement arrangement) {
    synchronized (view) {
      view.arranged(arrangement);
    }
  }

  @Override
  public void started(NodePlan node, long step) {
    synchronized (view) {
      view.started(board.start(node, step));
    }
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
    synchronized (view) {
      NodeProgress ended = board.finish(node);
      if (ended != null) {
        view.finished(ended);
      }
    }
  }

  @Override
  public void warned(String message) {
    synchronized (view) {
      view.say(List.of("warning: " + message));
    }
  }

  /** How many results were computed here. */
  public int computed() {
    return board.computed();
  }

  /** Time since the study was planned. */
  public Duration elapsed() {
    return board.elapsed();
  }

  /** Stops drawing; safe to call twice. */
  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    ticker.shutdown();
    synchronized (view) {
      view.close();
    }
  }
}
