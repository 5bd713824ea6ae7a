package graft.study;

import graft.study.Reception.Outcome;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes analyses that were made elsewhere into a store, as {@link Intake} takes results: each is
 * copied, checked where it then lies, and appears by one atomic rename, or not at all.
 */
public final class AnalysisIntake {
  private final Store store;
  private final Consumer<String> warn;

  /**
   * An intake.
   *
   * @param warn told if the store holds a damaged analysis that an offered one takes the place of
   */
  public AnalysisIntake(Store store, Consumer<String> warn) {
    this.store = store;
    this.warn = warn;
  }

  /**
   * Takes what the store lacks.
   *
   * @param files each named by the hash of its analysis
   * @return what became of each, in the same order
   * @throws InputException if the store cannot be used
   */
  public List<Reception> take(List<Path> files) {
    List<Reception> receptions = new ArrayList<>();
    if (files.isEmpty()) {
      return receptions;
    }
    store.requireWritable();
    try {
      for (Path file : files) {
        receptions.add(take(file));
      }
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
    return receptions;
  }

  private Reception take(Path file) throws IOException {
    String id = Archive.analysis(file);
    if (!Intake.ID.matcher(id).matches()) {
      return new Reception(id, Outcome.REFUSED, "its name is not the hash of an analysis");
    }
    FileLock lock = store.lock(id);
    if (lock == null) {
      return new Reception(id, Outcome.REFUSED, "it is being made here: try again later");
    }
    try {
      return store.findings(id) != null ? new Reception(id, Outcome.KNOWN, "") : add(id, file);
    } catch (IOException e) {
      if (Intake.isOf(file, e)) {
        return new Reception(id, Outcome.REFUSED, "it cannot be read: " + e.getMessage());
      }
      throw e;
    } finally {
      lock.release();
    }
  }

  private Reception add(String id, Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Reception(id, Outcome.REFUSED, "it is not a file");
    }
    Path copy = store.root().resolve("work").resolve("import-" + id + ".json");
    try {
      Durable.copy(file, copy);
      String damage = AnalysisFile.damage(copy, id);
      if (damage != null) {
        return new Reception(id, Outcome.REFUSED, damage);
      }
      store.putAsideIfDamagedAnalysis(id, "replaced", warn);
      Files.createDirectories(store.analysis(id).getParent());
      Durable.move(copy, store.analysis(id));
      Files.deleteIfExists(store.failed(id));
      return new Reception(id, Outcome.NEW, "");
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
