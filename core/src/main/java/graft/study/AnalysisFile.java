package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file of one analysis in the store: its canonical form, what was found, a checksum over both,
 * and where and when. It appears by one atomic rename.
 */
final class AnalysisFile {
  /** No analysis is longer; a larger file is something else. */
  static final long MAX_BYTES = 64 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANALYSIS = "analysis";
  private static final String FINDINGS = "findings";
  private static final String CHECKSUM = "sha256";

  private AnalysisFile() {}

  /**
   * Writes it, whole or not at all.
   *
   * @param work where it is written before it is whole
   */
  static void write(
      Path file, Path work, Analysis analysis, Findings findings, Provenance provenance)
      throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.set(ANALYSIS, analysis.json());
    json.set(FINDINGS, FindingsJson.of(findings));
    json.put(CHECKSUM, checksum(json));
    json.set("provenance", provenance.tree(analysis.id()));
    Files.createDirectories(file.getParent());
    Durable.write(work, json.toPrettyString() + "\n");
    Durable.move(work, file);
  }

  private static String checksum(JsonNode json) {
    return Checksum.of(json.path(ANALYSIS).toString() + json.path(FINDINGS));
  }

  /** What a file turned out to hold: either is null. */
  private record Content(@Nullable Findings findings, @Nullable String damage) {}

  private static Content content(Path file, String id) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      return damaged("it has " + Files.size(file) + " bytes, more than " + MAX_BYTES);
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      if (!Recipe.id(json.path(ANALYSIS)).equals(id)) {
        return damaged("it holds another analysis, " + Recipe.id(json.path(ANALYSIS)));
      }
      if (!checksum(json).equals(json.path(CHECKSUM).asText())) {
        return damaged("it has changed since it was written");
      }
      return new Content(findings(json), null);
    } catch (IOException | IllegalArgumentException e) {
      return damaged("it cannot be read: " + e.getMessage());
    }
  }

  private static Content damaged(String reason) {
    return new Content(null, reason);
  }

  /** What is wrong with a file that is to hold the analysis of that name; null if it is whole. */
  static @Nullable String damage(Path file, String id) throws IOException {
    return content(file, id).damage();
  }

  /** What was found; null if the file is missing or damaged. */
  static @Nullable Findings read(Path file, String id) throws IOException {
    return Files.isRegularFile(file) ? content(file, id).findings() : null;
  }

  private static Findings findings(JsonNode json) {
    String look = json.path(ANALYSIS).path("look").asText();
    for (AnalysisKind kind : AnalysisKind.values()) {
      if (kind.word().equals(look)) {
        return FindingsJson.read(kind, json.path(FINDINGS));
      }
    }
    throw new IllegalArgumentException("unknown kind of analysis '" + look + "'");
  }
}
