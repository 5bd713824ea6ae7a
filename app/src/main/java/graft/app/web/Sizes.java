package graft.app.web;

import graft.study.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much room results take. Each is measured once, since results do not change. */
final class Sizes {
  private static final int SOON = 200;

  private final Store store;
  private final Executor later;
  private final Runnable news;
  private final Map<String, Long> known = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /**
   * Sizes of a store's results.
   *
   * @param later measures what takes a while
   * @param news is told when that is done
   */
  Sizes(Store store, Executor later, Runnable news) {
    this.store = store;
    this.later = later;
    this.news = news;
  }

  /** Bytes of these results, null if too many of them are still to be measured. */
  @Nullable Long of(Set<String> ids) {
    Set<String> unknown = new HashSet<>(ids);
    unknown.removeAll(known.keySet());
    if (unknown.size() > SOON) {
      if (asked.addAll(unknown)) {
        later.execute(
            () -> {
              unknown.forEach(this::bytes);
              news.run();
            });
      }
      return null;
    }
    return ids.stream().mapToLong(this::bytes).sum();
  }

  private long bytes(String id) {
    return known.computeIfAbsent(id, this::measured);
  }

  private long measured(String id) {
    try (Stream<Path> files = Files.list(store.root().resolve("results").resolve(id))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0L;
    }
  }
}
