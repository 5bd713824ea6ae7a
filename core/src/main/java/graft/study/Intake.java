package graft.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import graft.model.Safetensors;
import graft.study.Reception.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Takes results that were computed elsewhere into a store. Each is copied, checked where it then
 * lies, and appears by one atomic rename, or not at all; a whole result is never replaced.
 */
public final class Intake {
  static final Pattern ID = Pattern.compile("[0-9a-f]{20}");
  private static final List<String> TEXTS = List.of(Result.RECIPE, Result.PROVENANCE, Marker.NAME);

  /** No recipe is longer; a larger file is something else. */
  private static final long MAX_TEXT = 1 << 20;

  private final Store store;
  private final Consumer<String> warn;

  /**
   * An intake.
   *
   * @param warn told if the store holds a damaged result that an offered one takes the place of
   */
  public Intake(Store store, Consumer<String> warn) {
    this.store = store;
    this.warn = warn;
  }

  /**
   * Takes what the store lacks.
   *
   * @param folders of results, each named by its recipe's hash
   * @return what became of each, in the same order
   * @throws InputException if the store cannot be used
   */
  public List<Reception> take(List<Path> folders) {
    store.requireWritable();
    List<Reception> receptions = new ArrayList<>();
    try {
      for (Path folder : folders) {
        receptions.add(take(folder));
      }
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
    return receptions;
  }

  private Reception take(Path folder) throws IOException {
    String id = Archive.name(folder);
    if (!ID.matcher(id).matches()) {
      return new Reception(id, Outcome.REFUSED, "its name is not the hash of a recipe");
    }
    FileLock lock = store.lock(id);
    if (lock == null) {
      return new Reception(id, Outcome.REFUSED, "it is being computed here: try again later");
    }
    try {
      Result known = store.find(id);
      return known == null ? add(id, folder) : keep(known, folder);
    } catch (IOException e) {
      if (isOf(folder, e)) {
        return new Reception(id, Outcome.REFUSED, "it cannot be read: " + e.getMessage());
      }
      throw e;
    } finally {
      lock.release();
    }
  }

  /** Whether what was offered is to blame, not the store. */
  static boolean isOf(Path offered, IOException e) {
    return e instanceof ZipException
        || e instanceof EOFException
        || (e instanceof FileSystemException file
            && String.valueOf(file.getFile()).startsWith(offered.toString()));
  }

  private static Reception keep(Result known, Path offered) throws IOException {
    boolean differs =
        oversized(offered) == null
            && Marker.damage(offered) == null
            && !Marker.sha256(offered, Result.WEIGHTS)
                .equals(Marker.sha256(known.folder(), Result.WEIGHTS));
    return new Reception(
        known.id(),
        Outcome.KNOWN,
        differs ? "its weights differ from the store's, which are kept" : "");
  }

  private Reception add(String id, Path folder) throws IOException {
    Path copy = store.root().resolve("work").resolve("import-" + id);
    try {
      String fault = oversized(folder);
      if (fault == null) {
        copy(folder, copy);
        fault = fault(id, copy);
      }
      if (fault != null) {
        return new Reception(id, Outcome.REFUSED, fault);
      }
      store.putAsideIfDamaged(id, "replaced", warn);
      Durable.move(copy, store.results(id));
      Files.deleteIfExists(store.failed(id));
      return new Reception(id, Outcome.NEW, "");
    } finally {
      delete(copy);
    }
  }

  private static @Nullable String oversized(Path folder) throws IOException {
    for (String name : TEXTS) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file) && Files.size(file) > MAX_TEXT) {
        return name + " has " + Files.size(file) + " bytes, more than " + MAX_TEXT;
      }
    }
    return null;
  }

  /** Copies what belongs to a result, and waits until it is on the disk. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : Archive.FILES) {
      Path file = from.resolve(name);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Durable.copy(file, to.resolve(name));
      }
    }
  }

  /** Why the folder does not hold the result of that name, or null if it does. */
  private static @Nullable String fault(String id, Path folder) throws IOException {
    String damage = Marker.damage(folder);
    if (damage != null) {
      return damage;
    }
    Result result = new Result(id, folder);
    try {
      String hash = Recipe.id(new ObjectMapper().readTree(text(folder, Result.RECIPE)));
      if (!hash.equals(id)) {
        return Result.RECIPE + " is another recipe, " + hash;
      }
      if (result.measurements().isEmpty()) {
        return Result.METRICS + " holds no measurement";
      }
      result.weights();
      if (!id.equals(
          Safetensors.readMetadata(folder.resolve(Result.WEIGHTS)).get("graft.recipe"))) {
        return Result.WEIGHTS + " belongs to another recipe";
      }
      return Provenance.read(folder.resolve(Result.PROVENANCE)).isObject()
          ? null
          : Result.PROVENANCE + " holds no provenance";
    } catch (IOException | IllegalArgumentException e) {
      return "it cannot be read: " + e.getMessage();
    }
  }

  private static String text(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static void delete(Path copy) throws IOException {
    for (String name : Archive.FILES) {
      Files.deleteIfExists(copy.resolve(name));
    }
    Files.deleteIfExists(copy);
  }
}
