package graft.app.progress;

import graft.app.report.Figures;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one piece of work that is counted, stage by stage: a bar on a terminal, elsewhere a line
 * now and then. Whoever works only leaves numbers behind; one thread draws, ten times a second at
 * the most.
 */
public final class Tally implements AutoCloseable {
  private static final long TICK_MILLIS = 100;
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final InstantSource clock;
  private final @Nullable Screen screen;
  private final int columns;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("progress").daemon().factory());

  private @Nullable Future<?> ticks;
  private @Nullable Stage stage;
  private Instant spoken;

  /**
   * What is counted at present: {@code done} of {@code total}, {@code first} of them from before.
   */
  private record Stage(
      String name, String unit, Instant start, double first, double done, double total) {
    Stage at(double newDone) {
      return new Stage(name, unit, start, first, newDone, total);
    }

    /** For example {@code 1.2M examples/s, 3 min 2 s left}. */
    String remark(Instant now) {
      Duration elapsed = Duration.between(start, now);
      List<String> parts = new ArrayList<>();
      if (!unit.isEmpty() && done > first && elapsed.toMillis() > 0) {
        parts.add(Figures.rough((done - first) * 1000 / elapsed.toMillis()) + " " + unit + "/s");
      }
      parts.addAll(Wording.pace(0, Pace.left(done - first, total - done, elapsed)));
      return String.join(", ", parts);
    }
  }

  Tally(PrintWriter err, InstantSource clock, @Nullable Screen screen, int columns) {
    this.err = err;
    this.clock = clock;
    this.screen = screen;
    this.columns = columns;
    this.spoken = clock.instant();
  }

  /** A bar, for a terminal of that width. */
  public static Tally bar(PrintWriter err, InstantSource clock, int columns) {
    return new Tally(err, clock, new Screen(err), columns).ticking();
  }

  /** Plain lines. */
  public static Tally lines(PrintWriter err, InstantSource clock) {
    return new Tally(err, clock, null, 0).ticking();
  }

  /** Nothing. */
  public static Tally silent(PrintWriter err, InstantSource clock) {
    return new Tally(err, clock, null, 0);
  }

  private Tally ticking() {
    ticks =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * A stage begins, and that before it has ended.
   *
   * @param unit what is counted, in the plural; empty if its pace says nothing
   * @param first how much of {@code total} is done from before
   */
  public synchronized void begin(String name, String unit, double first, double total) {
    stage = new Stage(name, unit, clock.instant(), first, first, total);
  }

  /** So much of the present stage is done. */
  public synchronized void done(double done) {
    stage = stage == null ? null : stage.at(done);
  }

  synchronized void tick() {
    Instant now = clock.instant();
    if (stage == null) {
      return;
    }
    double share = stage.total == 0 ? 1 : Math.min(1, stage.done / stage.total);
    if (screen != null) {
      Bar bar = new Bar(stage.name, share, stage.remark(now));
      screen.draw(List.of(), Bar.lines(List.of(bar), columns));
    } else if (Duration.between(spoken, now).compareTo(INTERVAL) >= 0) {
      spoken = now;
      String remark = stage.remark(now);
      err.println(
          stage.name + ": " + Wording.percent(share) + (remark.isEmpty() ? "" : ", " + remark));
      err.flush();
    }
  }

  /** Stops drawing; safe to call twice. */
  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    ticker.shutdown();
    synchronized (this) {
      stage = null;
      if (screen != null) {
        screen.draw(List.of(), List.of());
      }
    }
  }
}
