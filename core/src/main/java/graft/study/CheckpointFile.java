package graft.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.model.Safetensors;
import graft.model.Tensor;
import graft.training.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Checkpoint} as a safetensors file: three flat tensors, and the rest as metadata. */
final class CheckpointFile {
  private static final String NAME = "checkpoint.safetensors";
  private static final String STATE = "graft.checkpoint";
  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckpointFile() {}

  /** Replaces the folder's checkpoint, at once or not at all. */
  static void write(Path folder, Recipe.Trained recipe, Checkpoint c) throws IOException {
    ObjectNode state = JSON.createObjectNode();
    state.put("recipe", recipe.id());
    state.put("step", c.step());
    state.put("grade", c.grade());
    // As bits: infinity has no number in JSON, and nothing may be rounded.
    state.put("bestLoss", Double.doubleToLongBits(c.bestLoss()));
    state.put("stale", c.stale());
    state.put("lossSum", Double.doubleToLongBits(c.lossSum()));
    state.put("lossCount", c.lossCount());
    Path next = folder.resolve(NAME + ".tmp");
    Safetensors.write(
        next,
        Map.of(STATE, state.toString()),
        List.of(
            Tensor.flat("weights", c.weights()),
            Tensor.flat("first_moment", c.firstMoment()),
            Tensor.flat("second_moment", c.secondMoment())));
    Durable.move(next, folder.resolve(NAME));
  }

  /**
   * Reads the folder's checkpoint, or null if there is none.
   *
   * @throws IOException if it is damaged or belongs to another recipe
   */
  static @Nullable Checkpoint read(Path folder, Recipe.Trained recipe) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return null;
    }
    Safetensors.Contents found = Safetensors.read(file);
    JsonNode state = JSON.readTree(found.metadata().getOrDefault(STATE, "{}"));
    if (!state.path("recipe").asText().equals(recipe.id())) {
      throw new IOException(file + " is not a checkpoint of " + recipe.id());
    }
    return new Checkpoint(
        state.path("step").asLong(),
        state.path("grade").asInt(),
        Double.longBitsToDouble(state.path("bestLoss").asLong()),
        state.path("stale").asInt(),
        Double.longBitsToDouble(state.path("lossSum").asLong()),
        state.path("lossCount").asLong(),
        found.tensor("weights").values(),
        found.tensor("first_moment").values(),
        found.tensor("second_moment").values());
  }

  /** Deletes the folder's checkpoint, if there is one. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
    Files.deleteIfExists(folder.resolve(NAME + ".tmp"));
  }
}
