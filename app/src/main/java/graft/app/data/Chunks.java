package graft.app.data;

import graft.procedure.ExampleSource;
import graft.study.InputException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Draws examples on several threads and hands them over in their order. One chunk more is in the
 * making than there are threads, so memory does not depend on the number of examples.
 */
final class Chunks implements AutoCloseable {
  /** Tokens of padded examples in a chunk, about; a longer example is a chunk of its own. */
  private static final int TOKENS = 1 << 18;

  private final DataRecipe recipe;
  private final long size;
  private final ExecutorService pool;
  private final Queue<ExampleSource> idle = new ConcurrentLinkedQueue<>();
  private final Deque<Future<Chunk>> ordered = new ArrayDeque<>();
  private @Nullable Chunk given;
  private long next;

  /**
   * Begins to draw.
   *
   * @param first number of the first example
   */
  Chunks(DataRecipe recipe, Encoder encoder, int threads, long first) {
    this.recipe = recipe;
    this.size = Math.max(1, TOKENS / recipe.procedure().length());
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("graft-generate-", 0).factory());
    this.next = first;
    for (int i = 0; i <= threads; i++) {
      submit(new Chunk(encoder));
    }
  }

  private void submit(Chunk chunk) {
    long first = next;
    long last = Math.min(recipe.count(), first + size);
    if (first < last) {
      next = last;
      ordered.add(pool.submit(() -> fill(chunk, first, last)));
    }
  }

  /** No two threads ever have the same source. */
  private Chunk fill(Chunk chunk, long first, long last) {
    ExampleSource taken = idle.poll();
    ExampleSource source = taken == null ? recipe.source() : taken;
    chunk.fill(source, recipe.split(), first, last);
    idle.add(source);
    return chunk;
  }

  /**
   * The next chunk, valid until the next call; null after the last.
   *
   * @throws InputException if so much is held out that an example cannot be drawn
   */
  @Nullable Chunk next() throws InterruptedException {
    if (given != null) {
      submit(given);
    }
    Future<Chunk> head = ordered.poll();
    given = head == null ? null : result(head);
    return given;
  }

  private static Chunk result(Future<Chunk> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new InputException(String.valueOf(refused.getMessage()));
      }
      if (e.getCause() instanceof InputException refused) {
        throw refused;
      }
      throw new IllegalStateException("a drawing thread failed: " + e.getCause(), e.getCause());
    }
  }

  /** Stops drawing. */
  @Override
  public void close() {
    pool.shutdownNow();
    pool.close();
  }
}
