package graft.app.model;

import graft.model.Safetensors;
import graft.model.SafetensorsException;
import graft.model.Weights;
import graft.study.Checksum;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model that was read from a file.
 *
 * @param path as the user gave it
 * @param sha256 of the file's bytes
 */
public record ModelFile(Path path, Weights weights, String sha256) {
  /**
   * Reads a model that Graft saved.
   *
   * @throws InputException naming the file and the mend, if there is none or it cannot be used
   */
  public static ModelFile read(Path path) {
    requireFile(path);
    try {
      return new ModelFile(path, Safetensors.loadWeights(path), Checksum.of(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Checks that there is a file of that name.
   *
   * @throws InputException if not
   */
  static void requireFile(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(
          path
              + " is a folder: name the file in it, such as "
              + path.resolve("weights.safetensors"));
    }
    if (!Files.exists(path)) {
      throw new InputException(
          "there is no file "
              + path
              + ": give a model that Graft saved, such as results/ID/weights.safetensors in a store");
    }
  }

  static InputException unreadable(Path path, IOException e) {
    return new InputException(
        e instanceof SafetensorsException
            ? String.valueOf(e.getMessage())
            : "cannot read " + path + " (" + e + ")");
  }

  /** The name without its folder. */
  public String name() {
    return path.getFileName().toString();
  }
}
