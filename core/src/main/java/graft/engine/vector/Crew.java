package graft.engine.vector;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The caller's thread and some more, which all run the same piece of work. */
final class Crew implements AutoCloseable {
  private final @Nullable ExecutorService others;

  Crew(int threads) {
    others =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads - 1, Thread.ofPlatform().daemon().name("graft-engine-", 0).factory());
  }

  /**
   * Runs {@code work} on {@code count} threads, numbered from 0 (the caller), and waits for all.
   */
  void run(int count, IntConsumer work) {
    Future<?>[] running = new Future<?>[count];
    for (int thread = 1; thread < count && others != null; thread++) {
      int number = thread;
      running[thread] = others.submit(() -> work.accept(number));
    }
    try {
      work.accept(0);
    } finally {
      for (int thread = 1; thread < count; thread++) {
        await(running[thread]);
      }
    }
  }

  /** Waits even when interrupted: the others read and write the caller's arrays. */
  private static void await(Future<?> running) {
    boolean interrupted = false;
    while (true) {
      try {
        running.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("an engine thread failed: " + e.getCause(), e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (others != null) {
      others.shutdown();
    }
  }
}
