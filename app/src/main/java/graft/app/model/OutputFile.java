package graft.app.model;

import graft.model.Safetensors;
import graft.model.Weights;
import graft.study.Durable;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a model is written to, whole or not at all.
 *
 * @param replace whether a file that is there may be replaced
 */
public record OutputFile(Path path, boolean replace) {
  /**
   * Checks that it can be written, before anything is computed.
   *
   * @throws InputException if not, with the mend
   */
  public void requireUsable() {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw new InputException(path + " is a folder: -o names a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "there is no folder " + folder + ": make it, or choose another file with -o");
    }
    if (Files.exists(path) && !replace) {
      throw new InputException(
          path + " is there already: --force replaces it, -o names another file");
    }
  }

  /**
   * Writes beside and renames.
   *
   * @throws InputException if it cannot be written, or the model has values that are not finite
   */
  public void write(Weights weights, Origin origin) {
    Path partial = path.resolveSibling(path.getFileName() + ".partial");
    try {
      Safetensors.saveWeights(partial, weights, origin.metadata());
      Durable.move(partial, path);
    } catch (IllegalArgumentException e) {
      throw new InputException("nothing is written: " + e.getMessage());
    } catch (IOException e) {
      throw new InputException(
          "cannot write "
              + path
              + " ("
              + e
              + "): make room, give the right to write, or choose another file with -o");
    }
  }
}
