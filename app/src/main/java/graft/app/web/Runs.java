package graft.app.web;

import graft.app.progress.Both;
import graft.app.progress.Follower;
import graft.study.Runner;
import graft.study.Store;
import graft.study.StudyObserver;
import graft.study.StudyResult;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The study that runs in this process: one at a time. */
final class Runs {
  private static final long NANOS = 1_000_000;

  private final Runner runner;
  private final Store store;
  private final Map<String, String> outcomes = new ConcurrentHashMap<>();
  private volatile @Nullable Current current;

  /**
   * What runs.
   *
   * @param study its key
   * @param thread that it runs on; interrupting that one is the orderly way to stop it
   */
  record Current(String study, Follower follower, Thread thread, boolean stopping) {}

  Runs(Runner runner, Store store) {
    this.runner = runner;
    this.store = store;
  }

  /** What runs now, null for nothing. */
  @Nullable Current current() {
    return current;
  }

  /** How the last run of a study in this process ended; empty if that says nothing. */
  String outcome(String study) {
    return outcomes.getOrDefault(study, "");
  }

  /**
   * Runs a study to its end on a thread of its own.
   *
   * @throws Refusal if one runs already
   */
  synchronized void start(Listed.Usable study) {
    requireIdle();
    Thread thread = new Thread(() -> runToTheEnd(study), "graft-study");
    thread.setDaemon(true);
    current = new Current(study.key(), follower(), thread, false);
    outcomes.remove(study.key());
    thread.start();
  }

  /**
   * Runs a study to its end on the calling thread.
   *
   * @param also is told about it too
   * @throws InterruptedException if it was stopped
   */
  StudyResult run(Listed.Usable study, StudyObserver also) throws InterruptedException {
    Follower follower = follower();
    synchronized (this) {
      requireIdle();
      current = new Current(study.key(), follower, Thread.currentThread(), false);
    }
    try {
      StudyResult result = runner.run(study.study(), store, new Both(follower, also));
      outcomes.put(study.key(), outcome(result));
      return result;
    } finally {
      ended();
    }
  }

  private static Follower follower() {
    return new Follower(InstantSource.system());
  }

  private void requireIdle() {
    Current now = current;
    if (now != null) {
      throw new Refusal(
          409, "the study '" + now.study() + "' runs: one at a time, stop that one first");
    }
  }

  private void runToTheEnd(Listed.Usable study) {
    Current mine = current;
    if (mine == null) {
      return;
    }
    try {
      outcomes.put(study.key(), outcome(runner.run(study.study(), store, mine.follower())));
    } catch (InterruptedException e) {
      outcomes.put(study.key(), "");
    } catch (RuntimeException | Error e) {
      outcomes.put(study.key(), "the run ended early: " + e.getMessage());
    } finally {
      ended();
    }
  }

  private static String outcome(StudyResult result) {
    int failures = result.failures().size();
    return failures == 0 ? "" : failures + (failures == 1 ? " run" : " runs") + " failed";
  }

  private synchronized void ended() {
    current = null;
    notifyAll();
  }

  /**
   * Stops a study as Ctrl-C would: what goes on leaves its checkpoint.
   *
   * @throws Refusal if it does not run here
   */
  synchronized void stop(String study) {
    Current now = current;
    if (now == null || !now.study().equals(study)) {
      throw new Refusal(409, "the study '" + study + "' does not run here");
    }
    current = new Current(now.study(), now.follower(), now.thread(), true);
    now.thread().interrupt();
  }

  /** Stops whatever runs and waits for it, but not for ever. */
  synchronized void close(long millis) throws InterruptedException {
    Current now = current;
    if (now == null) {
      return;
    }
    now.thread().interrupt();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis;
        current != null && left > 0;
        left = (end - System.nanoTime()) / NANOS) {
      wait(left);
    }
  }
}
