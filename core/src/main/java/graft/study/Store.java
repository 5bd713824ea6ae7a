package graft.study;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of results, each named by its recipe's hash. Any number of processes may share it: a
 * result is computed by whoever holds its lock, in a work folder, and appears by one atomic rename.
 *
 * <pre>
 * results/ID/   finished results
 * analyses/ID.json  what was found inside them
 * work/ID/      a run that is going on, or was killed and can go on
 * failed/ID.json  why the last run of a recipe without a result failed
 * damaged/      results that no longer were what their marker says, kept for inspection
 * locks         a file without content; each result locks one byte of it
 * </pre>
 */
public final class Store {
  /**
   * One open channel per store for the life of the program: on POSIX systems closing any channel of
   * a file gives up all locks that the process holds on it.
   */
  private static final Map<Path, FileChannel> LOCKS = new ConcurrentHashMap<>();

  private final Path root;

  private Store(Path root) {
    this.root = root;
  }

  /**
   * Opens a store, and makes the folder if there is none.
   *
   * @throws InputException if it cannot be used
   */
  public static Store open(Path root) {
    try {
      Files.createDirectories(root);
      return new Store(root.toRealPath());
    } catch (FileAlreadyExistsException e) {
      throw new InputException(
          "the store " + root + " is not a folder; choose another with --store");
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /**
   * Checks that results can be added.
   *
   * @throws InputException if not
   */
  public void requireWritable() {
    try {
      Files.createDirectories(root.resolve("work"));
      Files.createDirectories(root.resolve("results"));
      Path probe = Files.createTempFile(root.resolve("work"), "probe", ".tmp");
      Files.delete(probe);
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  static InputException unusable(Path root, IOException e) {
    return new InputException(
        "the store "
            + root
            + " cannot be used ("
            + e
            + "); what is finished is kept: make room or give the right to write, or choose another"
            + " with --store, and start again");
  }

  /** The whole result of a recipe, or null if there is none or it is damaged. */
  public @Nullable Result find(String id) throws IOException {
    Path folder = results(id);
    return Files.isDirectory(folder) && Marker.damage(folder) == null
        ? new Result(id, folder)
        : null;
  }

  /** Why the last run of a recipe failed; null if none has, or if it has a result since. */
  @Nullable String failure(String id) throws IOException {
    String reason = FailureFile.reason(failed(id));
    return reason == null || find(id) != null || findings(id) != null ? null : reason;
  }

  /** The names of all results in order, damaged ones included. */
  public List<String> ids() throws IOException {
    Path folder = root.resolve("results");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> results = Files.list(folder)) {
      return results.map(result -> result.getFileName().toString()).sorted().toList();
    }
  }

  /** What an analysis found, or null if it is not there whole. */
  @Nullable Findings findings(String id) throws IOException {
    return AnalysisFile.read(analysis(id), id);
  }

  /** The files of all whole analyses in order of their names. */
  public List<Path> analyses() throws IOException {
    List<Path> whole = new ArrayList<>();
    for (Path file : Archive.analyses(root)) {
      if (AnalysisFile.damage(file, Archive.analysis(file)) == null) {
        whole.add(file);
      }
    }
    return whole;
  }

  Path analysis(String id) {
    return root.resolve("analyses").resolve(id + ".json");
  }

  Path failed(String id) {
    return root.resolve("failed").resolve(id + ".json");
  }

  /** The folder in which a run is computed. */
  Path work(String id) {
    return root.resolve("work").resolve(id);
  }

  Path results(String id) {
    return root.resolve("results").resolve(id);
  }

  /**
   * Takes on a recipe's computation.
   *
   * @param warn told if the store holds a damaged result of it, which is put aside
   * @return where to compute it, or null if somebody else is at it or has done it meanwhile
   */
  @Nullable Workspace claim(Recipe.Trained recipe, Consumer<String> warn) throws IOException {
    String id = recipe.id();
    FileLock lock = lock(id);
    if (lock == null) {
      return null;
    }
    try {
      if (find(id) != null) {
        lock.release();
        return null;
      }
      putAsideIfDamaged(id, "computed again", warn);
      return new Workspace(recipe, work(id), results(id), failed(id), lock, warn);
    } catch (IOException e) {
      lock.release();
      throw e;
    }
  }

  /**
   * Makes room for a result, under its lock.
   *
   * @param then what happens next, for the warning
   */
  void putAsideIfDamaged(String id, String then, Consumer<String> warn) throws IOException {
    Path folder = results(id);
    if (Files.exists(folder)) {
      putAside("result", id, folder, Marker.damage(folder), then, warn);
    }
  }

  /** Makes room for an analysis, likewise. */
  void putAsideIfDamagedAnalysis(String id, String then, Consumer<String> warn) throws IOException {
    Path file = analysis(id);
    if (Files.exists(file)) {
      putAside("analysis", id, file, AnalysisFile.damage(file, id), then, warn);
    }
  }

  private void putAside(
      String what,
      String id,
      Path place,
      @Nullable String damage,
      String then,
      Consumer<String> warn)
      throws IOException {
    Path aside = root.resolve("damaged").resolve(id + "-" + Instant.now().toEpochMilli());
    Files.createDirectories(aside.getParent());
    Durable.move(place, aside);
    warn.accept(
        "the stored "
            + what
            + " "
            + id
            + " is damaged ("
            + damage
            + "): moved to "
            + aside
            + " and "
            + then);
  }

  /**
   * Locks the byte of {@code locks} that the id stands for; null if it is locked already, here or
   * elsewhere.
   */
  @Nullable FileLock lock(String id) throws IOException {
    FileChannel channel = LOCKS.get(root);
    if (channel == null) {
      Files.createDirectories(root.resolve("work"));
      channel =
          FileChannel.open(
              root.resolve("locks"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileChannel other = LOCKS.putIfAbsent(root, channel);
      channel = other == null ? channel : other;
    }
    try {
      return channel.tryLock(Long.parseLong(id.substring(0, 15), 16), 1, false);
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
