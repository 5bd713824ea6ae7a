package graft.app.cli;

import graft.app.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether results could be written to a folder, found out by writing; leaves nothing behind. */
final class StoreCheck {
  private StoreCheck() {}

  static Finding of(Path store) {
    Path folder = store.toAbsolutePath().normalize();
    Path nearest = nearestExisting(folder);
    String problem = problem(nearest);
    String state = folder.equals(nearest) ? "can be written" : "can be created";
    String text =
        folder + (problem == null ? " " + state : ": " + problem + "; choose another with --store");
    Object value = Json.object("path", folder.toString(), "writable", problem == null);
    return new Finding("store", value, text, problem == null);
  }

  private static Path nearestExisting(Path folder) {
    Path path = folder;
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static @Nullable String problem(Path folder) {
    if (!Files.isDirectory(folder)) {
      return folder + " is not a folder";
    }
    try {
      Files.delete(Files.createTempFile(folder, ".doctor", ""));
      return null;
    } catch (IOException e) {
      return folder + " cannot be written (" + e.getClass().getSimpleName() + ")";
    }
  }
}
