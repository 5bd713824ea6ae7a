package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * How, where and when a result was computed: what does not determine it, but explains it.
 *
 * @param study in which it was computed first
 * @param engine the engine's description
 * @param started when this process took it on
 * @param resumedAt the step of the checkpoint that it went on from, 0 for none
 */
record Provenance(String study, String engine, Instant started, long resumedAt) {
  /** As JSON, with what can be said of the machine and the program. */
  String json(String id) {
    return tree(id).toPrettyString() + "\n";
  }

  /** The same, to be added to. */
  ObjectNode tree(String id) {
    Instant now = Instant.now();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("recipe", id);
    json.put("study", study);
    json.put("commit", System.getProperty("graft.commit", "unknown"));
    json.put("engine", engine);
    json.put("started", started.toString());
    json.put("finished", now.toString());
    json.put("seconds", (now.toEpochMilli() - started.toEpochMilli()) / 1000.0);
    json.put("resumedAtStep", resumedAt);
    json.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
    json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    json.put("architecture", System.getProperty("os.arch"));
    json.put("processor", Processor.name());
    json.put("cores", Runtime.getRuntime().availableProcessors());
    return json;
  }

  /** What {@link #json} wrote. */
  static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }
}
