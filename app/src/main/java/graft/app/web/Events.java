package graft.app.web;

import graft.app.report.Json;
import graft.study.InputException;
import graft.study.Standing.Names;
import graft.study.Store;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells pages that something has changed, as server-sent events: what runs here, and a number that
 * grows whenever the store has something new, whoever put it there. Pages then ask for what they
 * show. Nothing is looked at while nobody listens.
 */
final class Events implements AutoCloseable {
  private static final int MOST_CLIENTS = 40;
  private static final long TICK_MILLIS = 500;
  private static final int QUIET_TICKS = 30;

  private final Store store;
  private final Supplier<Object> running;
  private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("graft-events").daemon().factory());

  private final Future<?> ticks;
  private @Nullable Look last;
  private long version;
  private String sent = "";
  private int quiet;

  /**
   * What can be seen of a store.
   *
   * @param measured bytes of metrics of what is not finished
   */
  private record Look(Names names, long measured) {
    static Look at(Store store) {
      Names names = Names.of(store);
      long measured = 0;
      for (String id : names.begun()) {
        measured +=
            store.root().resolve("work").resolve(id).resolve("metrics.jsonl").toFile().length();
      }
      return new Look(names, measured);
    }
  }

  /**
   * Events about a store.
   *
   * @param running what runs here, as JSON knows it
   */
  Events(Store store, Supplier<Object> running) {
    this.store = store;
    this.running = running;
    ticks =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes on a page that listens. */
  void add(SseClient client) {
    if (clients.size() >= MOST_CLIENTS) {
      throw new Refusal(503, "too many pages listen already: close some");
    }
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    clients.add(client);
    client.sendEvent("state", state());
  }

  /** There is something new that cannot be seen in the store. */
  synchronized void bump() {
    version++;
  }

  private synchronized String state() {
    Look now = Look.at(store);
    if (!now.equals(last)) {
      last = now;
      version++;
    }
    return Json.text(Json.object("version", version, "run", running.get()));
  }

  private void tick() {
    if (clients.isEmpty()) {
      return;
    }
    try {
      String now = state();
      quiet = now.equals(sent) ? quiet + 1 : 0;
      if (quiet == 0) {
        sent = now;
        clients.forEach(client -> client.sendEvent("state", now));
      } else if (quiet % QUIET_TICKS == 0) {
        // So that it is noticed when a page has gone.
        clients.forEach(client -> client.sendComment("still here"));
      }
    } catch (InputException e) {
      clients.forEach(
          client -> client.sendEvent("trouble", Json.text(Json.object("error", e.getMessage()))));
    }
  }

  @Override
  public void close() {
    ticks.cancel(false);
    ticker.shutdownNow();
    clients.forEach(SseClient::close);
  }
}
