package graft.app.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import graft.surgery.OperationJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model came out of others: what is written into its file.
 *
 * @param operation a record of {@code graft.surgery}
 * @param inputs in the order in which the operation takes them
 * @param version of Graft
 * @param commit that Graft was built from; empty if nobody knows
 */
public record Origin(Record operation, List<Input> inputs, String version, String commit) {
  /** The metadata entry with the operation as JSON. */
  public static final String OPERATION = "graft.operation";

  /** The metadata entry with role, name and checksum of every input, a JSON list. */
  public static final String INPUTS = "graft.inputs";

  /**
   * A model that went in.
   *
   * @param role for example {@code donor}
   */
  public record Input(String role, ModelFile file) {}

  /** The entries for a file's metadata. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(OPERATION, OperationJson.of(operation).toString());
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Input input : inputs) {
      list.addObject()
          .put("role", input.role())
          .put("file", input.file().name())
          .put("sha256", input.file().sha256());
    }
    metadata.put(INPUTS, list.toString());
    metadata.put("graft.version", version);
    if (!commit.isEmpty()) {
      metadata.put("graft.commit", commit);
    }
    return metadata;
  }
}
