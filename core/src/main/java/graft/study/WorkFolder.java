package graft.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import graft.training.Measurement;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Looks at a run that is going on or was stopped, here or in another process, from outside. */
public final class WorkFolder {
  private WorkFolder() {}

  /**
   * What was measured so far; nothing if there is no such run. A line that is just being written is
   * left out.
   *
   * @param id a name that {@link Recipe#id} gave
   */
  public static List<Measurement> measurements(Store store, String id) {
    try {
      Path file = store.work(id).resolve(Result.METRICS);
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return Metrics.parse(text.substring(0, text.lastIndexOf('\n') + 1).lines().toList());
    } catch (NoSuchFileException | JsonProcessingException | IllegalArgumentException e) {
      return List.of();
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }

  /** Whether this process or another one is at work on a run. */
  public static boolean isTaken(Store store, String id) {
    try (FileLock lock = store.lock(id)) {
      return lock == null;
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }
}
