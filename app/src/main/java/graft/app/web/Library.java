package graft.app.web;

import graft.app.report.page.StudyReport;
import graft.study.Standing;
import graft.study.Standing.Names;
import graft.study.Standing.State;
import graft.study.Store;
import graft.study.StoredStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the store has of studies, read as the report reads it and kept until the store has more. A
 * study that takes long to read is read again the more seldom, so that one of thousands of trials
 * stays smooth while it runs.
 */
final class Library implements AutoCloseable {
  private static final int MOST_STUDIES = 6;
  private static final long PATIENCE = 10;
  private static final long SOON_NANOS = 300_000_000;

  private final Store store;
  private final String arithmetic;
  private final Runnable news;
  private final ExecutorService later =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("graft-library").daemon().factory());
  private final Sizes sizes;
  private final Map<String, Shelf> shelves =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Shelf> eldest) {
          if (size() > MOST_STUDIES) {
            eldest.getValue().forget();
            return true;
          }
          return false;
        }
      };

  /**
   * What a store has.
   *
   * @param news is told when something that took a while is there
   */
  Library(Store store, String arithmetic, Runnable news) {
    this.store = store;
    this.arithmetic = arithmetic;
    this.news = news;
    this.sizes = new Sizes(store, later, news);
  }

  /** The store. */
  Store store() {
    return store;
  }

  /** How far the store is with a study. */
  Standing standing(Listed.Usable study) {
    return standing(study, Names.of(store));
  }

  /** The same by names that were listed before. */
  Standing standing(Listed.Usable study, Names names) {
    return Standing.of(study.outline(), names, store);
  }

  /** What the store has of a study, perhaps as it was a little while ago. */
  StoredStudy read(Listed.Usable study) {
    return shelf(study).study(study);
  }

  /** The files of a study's report by their paths in it. */
  Map<String, Path> report(Listed.Usable study) {
    return shelf(study).report(study);
  }

  private Shelf shelf(Listed.Usable study) {
    synchronized (shelves) {
      return shelves.computeIfAbsent(study.key(), key -> new Shelf());
    }
  }

  /** Bytes of a study's results, those that it shares with others too; null if not known yet. */
  @Nullable Long bytes(Standing standing) {
    return sizes.of(standing.ids(State.FINISHED));
  }

  /** Deletes the reports that were written. */
  @Override
  public void close() {
    later.shutdownNow();
    synchronized (shelves) {
      shelves.values().forEach(Shelf::forget);
      shelves.clear();
    }
  }

  /** One study as it was read last. */
  private final class Shelf {
    private @Nullable StoredStudy stored;
    private @Nullable Listed listed;
    private int version;
    private long readAt;
    private long took;
    private boolean refreshing;
    private @Nullable Path folder;

    /**
     * What is there. If that is old and takes a while to read, it is good enough until somebody has
     * read it anew.
     */
    StoredStudy study(Listed.Usable study) {
      Standing standing = standing(study);
      int now =
          31 * standing.ids(State.FINISHED).hashCode() + standing.ids(State.FAILED).hashCode();
      synchronized (this) {
        StoredStudy known = stored;
        if (known == null || !study.listed().equals(listed)) {
          return readNow(study, now);
        }
        if (now == version || refreshing || System.nanoTime() - readAt < PATIENCE * took) {
          return known;
        }
        if (took < SOON_NANOS) {
          return readNow(study, now);
        }
        refreshing = true;
        later.execute(() -> refresh(study, now));
        return known;
      }
    }

    private StoredStudy readNow(Listed.Usable study, int now) {
      long start = System.nanoTime();
      return keep(study, StoredStudy.read(study.study(), arithmetic, store), now, start);
    }

    private void refresh(Listed.Usable study, int now) {
      try {
        long start = System.nanoTime();
        StoredStudy read = StoredStudy.read(study.study(), arithmetic, store);
        keep(study, read, now, start);
      } finally {
        synchronized (this) {
          refreshing = false;
        }
        news.run();
      }
    }

    private synchronized StoredStudy keep(
        Listed.Usable study, StoredStudy read, int now, long start) {
      forget();
      stored = read;
      listed = study.listed();
      version = now;
      readAt = System.nanoTime();
      took = readAt - start;
      return read;
    }

    synchronized Map<String, Path> report(Listed.Usable study) {
      StoredStudy read = study(study);
      try {
        Path written = folder;
        if (written == null) {
          written = Files.createTempDirectory("graft-report");
          folder = written;
          new StudyReport(study.study(), read, study.listed().text()).write(written);
        }
        return files(written);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Map<String, Path> files(Path folder) throws IOException {
      Map<String, Path> files = new TreeMap<>();
      try (Stream<Path> found = Files.walk(folder)) {
        found
            .filter(Files::isRegularFile)
            .forEach(
                file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
      }
      return files;
    }

    synchronized void forget() {
      Path written = folder;
      folder = null;
      if (written == null) {
        return;
      }
      try (Stream<Path> found = Files.walk(written)) {
        found.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        // It lies in the folder of temporary files, which the system empties.
        return;
      }
    }
  }
}
