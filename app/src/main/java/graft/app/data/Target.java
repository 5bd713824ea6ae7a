package graft.app.data;

import com.fasterxml.jackson.databind.JsonNode;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is generated: FILE; of an array of NumPy also the array of what counts; FILE.json, which
 * tells how FILE was made; and until all is done the folder FILE.partial.
 *
 * @param file FILE
 * @param format its layout
 */
record Target(Path file, Format format) {
  private Path beside(String name) {
    return file.resolveSibling(name);
  }

  private String name() {
    return file.getFileName().toString();
  }

  /** The files of examples. */
  List<Path> files() {
    return format == Format.NPY ? List.of(file, counted()) : List.of(file);
  }

  private Path counted() {
    String suffix = ".npy";
    String stem = name().endsWith(suffix) ? name().replaceFirst("\\.npy$", "") : name();
    return beside(stem + ".counted" + suffix);
  }

  /** What tells how they were made. */
  Path sidecar() {
    return sidecar(file);
  }

  /** What tells how {@code file} was made. */
  static Path sidecar(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  /** The folder in which all this comes into being. */
  Path partial() {
    return beside(name() + ".partial");
  }

  /** Whether it is all there, whole as far as sizes tell, and was made by that recipe. */
  boolean isComplete(DataRecipe recipe) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isRegularFile(sidecar())) {
      return false;
    }
    JsonNode json = Sidecar.read(sidecar());
    return json.isObject()
        && Sidecar.recipe(json).equals(Sidecar.recipe(recipe))
        && Sidecar.wrongSize(file, json) == null;
  }

  /**
   * Checks that nothing would be overwritten.
   *
   * @throws InputException if something would
   */
  void requireFree() {
    for (Path path : files()) {
      requireFree(path);
    }
    requireFree(sidecar());
  }

  private static void requireFree(Path path) {
    if (Files.exists(path)) {
      throw new InputException(
          path + " is there already: --overwrite replaces it, -o names another file");
    }
  }

  /** Checks that there is a folder to write into. */
  void requireFolder() {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new InputException(file + " is a folder: -o names a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "there is no folder " + folder + ": make it, or choose another file with -o");
    }
  }
}
