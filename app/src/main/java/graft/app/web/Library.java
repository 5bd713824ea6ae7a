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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Store store;
  private final String arithmetic;
  private final Map<String, Long> sizes = new ConcurrentHashMap<>();
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

  Library(Store store, String arithmetic) {
    this.store = store;
    this.arithmetic = arithmetic;
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

  /** Bytes of a study's results; those that it shares with others count too. */
  long bytes(Standing standing) {
    return standing.ids(State.FINISHED).stream().mapToLong(this::bytes).sum();
  }

  private long bytes(String id) {
    return sizes.computeIfAbsent(id, this::measured);
  }

  private long measured(String id) {
    try (Stream<Path> files = Files.list(store.root().resolve("results").resolve(id))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0L;
    }
  }

  /** Deletes the reports that were written. */
  @Override
  public void close() {
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
    private @Nullable Path folder;

    synchronized StoredStudy study(Listed.Usable study) {
      Standing standing = standing(study);
      int now =
          31 * standing.ids(State.FINISHED).hashCode() + standing.ids(State.FAILED).hashCode();
      long start = System.nanoTime();
      boolean old = !study.listed().equals(listed);
      boolean due = now != version && start - readAt > PATIENCE * took;
      if (stored != null && !old && !due) {
        return stored;
      }
      forget();
      StoredStudy read = StoredStudy.read(study.study(), arithmetic, store);
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
        found.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        // It lies in the folder of temporary files, which the system empties.
        return;
      }
    }
  }
}
