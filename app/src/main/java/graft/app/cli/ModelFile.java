package graft.app.cli;

import graft.model.Safetensors;
import graft.model.Weights;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A model that a command is given: a file, or the beginning of a result's hash. */
final class ModelFile {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{4,}");

  private ModelFile() {}

  /**
   * Reads it.
   *
   * @param given a file's path, or the first four or more characters of a result's name in the
   *     store
   * @throws InputException if there is no such model, more than one, or the file is no model
   */
  static Weights load(String given, Path store) {
    Path file = find(given, store);
    try {
      return Safetensors.loadWeights(file);
    } catch (IOException e) {
      throw new InputException(
          e.getClass().getName().startsWith("graft.")
              ? String.valueOf(e.getMessage())
              : "cannot read the model " + file + " (" + e + ")");
    }
  }

  private static Path find(String given, Path store) {
    if (Files.isRegularFile(Path.of(given)) || !HASH.matcher(given).matches()) {
      return Path.of(given);
    }
    List<Path> found = results(given, store);
    if (found.size() != 1) {
      throw new InputException(
          "there is no file %s, and %s results in the store %s begin with it: give a model's file, or the hash of a result and its --store"
              .formatted(given, found.isEmpty() ? "no" : found.size(), store));
    }
    return found.getFirst().resolve("weights.safetensors");
  }

  private static List<Path> results(String start, Path store) {
    Path folder = store.resolve("results");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> results = Files.list(folder)) {
      return results
          .filter(result -> String.valueOf(result.getFileName()).startsWith(start))
          .toList();
    } catch (IOException e) {
      throw new InputException("cannot read the store " + store + " (" + e + ")");
    }
  }
}
