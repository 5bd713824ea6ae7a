package graft.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The trace that a failed run leaves in the store: the reason, where and when. */
final class FailureFile {
  private static final String REASON = "reason";

  private FailureFile() {}

  /** Writes it, over an earlier one, whole or not at all. */
  static void write(Path file, String reason, String id, Provenance provenance) throws IOException {
    ObjectNode json = provenance.tree(id);
    json.put(REASON, reason);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".tmp");
    Durable.write(next, json.toPrettyString() + "\n");
    Durable.move(next, file);
  }

  /** The reason, or null if there is no such file. */
  static @Nullable String reason(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    String unknown = "for a reason that " + file.getFileName() + " no longer tells";
    try {
      return new ObjectMapper().readTree(Files.readString(file)).path(REASON).asText(unknown);
    } catch (JsonProcessingException e) {
      return unknown;
    }
  }
}
