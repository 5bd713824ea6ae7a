package graft.app.web;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that a request asks for and that may take long: done by two threads of its own, and waited
 * for a few seconds only, so that no request can keep the server from answering others.
 */
final class Errand implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int WAITING = 32;
  private static final long SECONDS = 8;

  private final ExecutorService workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("graft-errand-", 0).daemon().factory());

  /**
   * Does work and gives what comes of it.
   *
   * @param mend what to do if it takes too long
   * @throws Refusal if it does, or if too much is asked for already
   */
  <T> T run(Callable<T> work, String mend) {
    Future<T> future;
    try {
      future = workers.submit(work);
    } catch (RejectedExecutionException e) {
      throw new Refusal(503, "too much is asked for at once: try again in a moment");
    }
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new Refusal(503, "that takes longer than " + SECONDS + " seconds: " + mend);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the server is about to end");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
