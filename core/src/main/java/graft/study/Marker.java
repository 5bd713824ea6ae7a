package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that is written last into a result: sizes and SHA-256 of all others. */
final class Marker {
  static final String NAME = "complete.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Marker() {}

  static void write(Path folder) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    for (String name : Result.FILES) {
      Path file = folder.resolve(name);
      json.putObject(name).put("bytes", Files.size(file)).put("sha256", Checksum.of(file));
    }
    Durable.write(folder.resolve(NAME), json.toPrettyString() + "\n");
  }

  /** The checksum that the marker of a whole result has for one of its files. */
  static String sha256(Path folder, String name) throws IOException {
    JsonNode json = JSON.readTree(Files.readString(folder.resolve(NAME)));
    return json.path(name).path("sha256").asText();
  }

  /** What is wrong with the result in this folder, or null if it is whole. */
  static @Nullable String damage(Path folder) throws IOException {
    Path marker = folder.resolve(NAME);
    if (!Files.isRegularFile(marker)) {
      return NAME + " is missing";
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(marker));
    } catch (IOException e) {
      return NAME + " cannot be read";
    }
    for (String name : Result.FILES) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        return name + " is missing";
      }
      JsonNode entry = json.path(name);
      if (Files.size(file) != entry.path("bytes").asLong(-1)) {
        return name + " has " + Files.size(file) + " bytes, not " + entry.path("bytes").asText();
      }
      if (!Checksum.of(file).equals(entry.path("sha256").asText())) {
        return name + " has changed since it was written";
      }
    }
    return null;
  }
}
