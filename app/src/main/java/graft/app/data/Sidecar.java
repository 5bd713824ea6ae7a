package graft.app.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.app.report.Json;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** FILE.json: the recipe of FILE, and size and SHA-256 of every file of examples. */
public final class Sidecar {
  private static final String FILES = "files";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sidecar() {}

  /**
   * A file of examples.
   *
   * @param name without its folder
   * @param bytes its size
   * @param sha256 its sum in hexadecimal digits
   */
  record Sum(String name, long bytes, String sha256) {
    static Sum of(Path file) throws IOException {
      return new Sum(file.getFileName().toString(), Files.size(file), HashedFile.sum(file));
    }
  }

  /** The text of the file. */
  static String text(DataRecipe recipe, List<Sum> sums) {
    ObjectNode json = recipe(recipe);
    json.set(FILES, JSON.valueToTree(sums));
    return json.toPrettyString() + "\n";
  }

  /** The recipe as it comes back from a file. */
  static ObjectNode recipe(DataRecipe recipe) {
    try {
      return (ObjectNode) JSON.readTree(Json.text(recipe.json()));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a recipe is JSON", e);
    }
  }

  /** The recipe in the text of a sidecar or of a folder that is not done. */
  static ObjectNode recipe(JsonNode json) {
    ObjectNode recipe = json.deepCopy();
    recipe.remove(FILES);
    return recipe;
  }

  /** What a file holds; a missing node if it is no JSON. */
  static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /**
   * What is wrong with a generated file, in a sentence, or null if it is as it was written.
   *
   * @param file beside its sidecar
   * @throws InputException if the sidecar is missing or is none
   */
  public static @Nullable String damage(Path file) throws IOException {
    Path sidecar = Target.sidecar(file);
    if (!Files.isRegularFile(sidecar)) {
      throw new InputException(
          "there is no " + sidecar + ", which 'graft generate' writes beside " + file);
    }
    JsonNode json = read(sidecar);
    if (!json.path(FILES).isArray() || json.path(FILES).isEmpty()) {
      throw new InputException(sidecar + " is not what 'graft generate' writes");
    }
    String wrong = wrongSize(file, json);
    return wrong != null ? wrong : wrongSum(file, json);
  }

  /** The first file of examples that is missing or has another size, or null. */
  static @Nullable String wrongSize(Path file, JsonNode json) throws IOException {
    for (JsonNode entry : json.path(FILES)) {
      Path part = file.resolveSibling(entry.path("name").asText());
      if (!Files.isRegularFile(part)) {
        return part + " is missing";
      }
      long bytes = entry.path("bytes").asLong(-1);
      if (Files.size(part) != bytes) {
        return part + " has " + Files.size(part) + " bytes, not " + bytes;
      }
    }
    return null;
  }

  private static @Nullable String wrongSum(Path file, JsonNode json) throws IOException {
    for (JsonNode entry : json.path(FILES)) {
      Path part = file.resolveSibling(entry.path("name").asText());
      if (!HashedFile.sum(part).equals(entry.path("sha256").asText())) {
        return part + " has changed since it was written";
      }
    }
    return null;
  }

  /** Where two recipes differ, for example {@code seed was 1, not 2}. */
  static String differences(JsonNode begun, JsonNode asked) {
    List<String> differences = new ArrayList<>();
    for (var field : asked.properties()) {
      JsonNode other = begun.path(field.getKey());
      if (!other.equals(field.getValue())) {
        differences.add(field.getKey() + " was " + other + ", not " + field.getValue());
      }
    }
    return String.join("; ", differences);
  }
}
