package graft.app.cli;

import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What names a model to a command: a file, or the beginning of a result's hash. */
final class ModelName {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{4,}");

  private ModelName() {}

  /**
   * The file that is meant.
   *
   * @param given a file's path, or the first four or more characters of a result's name in the
   *     store
   * @throws InputException if that is the beginning of no result, or of several
   */
  static Path find(String given, Path store) {
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
