package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    try {
      String text = json.path(ANALYSIS).toString() + json.path(FINDINGS);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** What is wrong with a file that is to hold the analysis of that name; null if it is whole. */
  static @Nullable String damage(Path file, String id) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      return "it has " + Files.size(file) + " bytes, more than " + MAX_BYTES;
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      if (!Recipe.id(json.path(ANALYSIS)).equals(id)) {
        return "it holds another analysis, " + Recipe.id(json.path(ANALYSIS));
      }
      if (!checksum(json).equals(json.path(CHECKSUM).asText())) {
        return "it has changed since it was written";
      }
      findings(json);
      return null;
    } catch (IOException | IllegalArgumentException e) {
      return "it cannot be read: " + e.getMessage();
    }
  }

  /** What was found; null if the file is missing or damaged. */
  static @Nullable Findings read(Path file, String id) throws IOException {
    return Files.isRegularFile(file) && damage(file, id) == null
        ? findings(JSON.readTree(Files.readString(file)))
        : null;
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
