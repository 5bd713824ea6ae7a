package graft.app.data;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.Durable;
import graft.study.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder FILE.partial in which FILE comes into being, under a lock.
 *
 * <pre>
 * recipe.json    what is being made
 * journal.json   how far it is on the disk
 * lines.jsonl    what a Parquet file is made from
 * files/         what will be moved out of the folder; once it holds a sidecar, all is written
 * graft.lock     which also says that the folder is ours
 * </pre>
 */
final class Partial implements AutoCloseable {
  private static final String RECIPE = "recipe.json";
  private static final String LOCK = "graft.lock";

  private final Target target;
  private final Path folder;
  private final FileChannel lock;

  private Partial(Target target, FileChannel lock) {
    this.target = target;
    this.folder = target.partial();
    this.lock = lock;
  }

  /**
   * Makes the folder, or takes it up if it was begun for the same recipe.
   *
   * @param overwrite whether FILE, and a folder that was begun for another recipe, may be replaced
   * @throws InputException if something is in the way
   */
  static Partial open(Target target, DataRecipe recipe, boolean overwrite) throws IOException {
    Path folder = target.partial();
    requireOurs(folder);
    boolean made = !Files.exists(folder);
    if (!overwrite && (made || !Files.exists(inside(target, target.sidecar())))) {
      target.requireFree();
    }
    if (made) {
      Files.createDirectory(folder);
    }
    Partial partial = new Partial(target, lock(folder));
    try {
      partial.begin(recipe, overwrite);
      return partial;
    } catch (IOException | RuntimeException e) {
      partial.close();
      throw e;
    }
  }

  /** A folder of somebody else's is neither used nor deleted. */
  private static void requireOurs(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.exists(folder.resolve(LOCK)) && !isEmpty(folder)) {
      throw new InputException(
          folder + " is in the way and nothing that Graft wrote: move it, or name another file");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.findAny().isEmpty();
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    if (lock == null) {
      channel.close();
      throw new InputException(
          folder + " is being written by another process: wait for it, or name another file");
    }
    return channel;
  }

  private void begin(DataRecipe recipe, boolean overwrite) throws IOException {
    Path file = folder.resolve(RECIPE);
    JsonNode asked = Sidecar.recipe(recipe);
    if (Files.exists(file)) {
      JsonNode begun = Sidecar.read(file);
      if (begun.equals(asked)) {
        Files.createDirectories(folder.resolve("files"));
        return;
      }
      if (!overwrite) {
        throw new InputException(
            "%s was begun with other arguments (%s): give the same to go on, --overwrite to start anew, or another -o"
                .formatted(folder, Sidecar.differences(begun, asked)));
      }
    }
    clear();
    Files.createDirectory(folder.resolve("files"));
    Path fresh = folder.resolve(RECIPE + ".new");
    Durable.write(fresh, asked.toPrettyString() + "\n");
    Durable.move(fresh, file);
  }

  /** Where a file is until it is moved to its place. */
  Path inside(Path published) {
    return inside(target, published);
  }

  private static Path inside(Target target, Path published) {
    return target.partial().resolve("files").resolve(published.getFileName());
  }

  /** The files that are written chunk by chunk. */
  List<Path> chunked() {
    return target.format() == Format.PARQUET
        ? List.of(folder.resolve("lines.jsonl"))
        : target.files().stream().map(this::inside).toList();
  }

  Path journal() {
    return folder.resolve("journal.json");
  }

  /** Where there is room for what memory cannot hold. */
  Path spill() {
    return folder.resolve("spill");
  }

  /** Whether all is written, and only has to be moved. */
  boolean isSealed() {
    return Files.exists(inside(target.sidecar()));
  }

  /** All is written. */
  void seal(String sidecar) throws IOException {
    Path fresh = folder.resolve("sidecar.new");
    Durable.write(fresh, sidecar);
    Durable.move(fresh, inside(target.sidecar()));
  }

  /** Moves everything to its place, what tells of it last. */
  void publish() throws IOException {
    for (Path file : target.files()) {
      if (Files.exists(inside(file))) {
        Durable.move(inside(file), file);
      }
    }
    Durable.move(inside(target.sidecar()), target.sidecar());
    discard();
  }

  /** Leaves nothing of the folder. */
  void discard() throws IOException {
    clear();
    Files.delete(folder.resolve(LOCK));
    Files.delete(folder);
  }

  private void clear() throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
        Files.delete(path);
      }
    }
  }

  /** Gives up the lock; what is not finished can be taken on again. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
