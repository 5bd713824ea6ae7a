package graft.model;

import static graft.model.SafetensorsException.damaged;
import static graft.model.SafetensorsException.unsuitable;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model that a file says it holds, held against the tensors that it does hold: an instance
 * exists only where they are the same, so that its parameters' size is never larger than the file.
 */
final class ModelLayout {
  private final GptConfig config;
  private final Parameters parameters;
  private final Map<String, Integer> offsets = new HashMap<>();

  private ModelLayout(GptConfig config, Parameters parameters) {
    this.config = config;
    this.parameters = parameters;
    for (Parameter parameter : parameters.list()) {
      offsets.put(parameter.name(), parameter.offset());
    }
  }

  GptConfig config() {
    return config;
  }

  Parameters parameters() {
    return parameters;
  }

  /** Where in the flat array the tensor of that name begins. */
  int offset(String name) {
    return offsets.getOrDefault(name, -1);
  }

  static String json(GptConfig config) throws JsonProcessingException {
    return SafetensorsHeader.JSON.writeValueAsString(config);
  }

  static ModelLayout of(SafetensorsHeader header, Path file) throws SafetensorsException {
    String text = header.metadata().get(Safetensors.CONFIG);
    if (text == null) {
      throw unsuitable(
          file,
          "there is no '"
              + Safetensors.CONFIG
              + "' in the metadata, only "
              + header.metadata().keySet(),
          "give a model that Graft saved");
    }
    GptConfig config = config(text, file);
    ModelLayout layout = new ModelLayout(config, parameters(config, file));
    layout.requireTensors(header.entries(), file);
    return layout;
  }

  private static GptConfig config(String text, Path file) throws SafetensorsException {
    try {
      GptConfig config = SafetensorsHeader.JSON.readValue(text, GptConfig.class);
      if (config != null) {
        return config;
      }
      throw damaged(file, Safetensors.CONFIG + " is null");
    } catch (JsonProcessingException e) {
      throw damaged(file, Safetensors.CONFIG + ": " + e.getOriginalMessage());
    }
  }

  private static Parameters parameters(GptConfig config, Path file) throws SafetensorsException {
    try {
      return Parameters.of(config);
    } catch (ArithmeticException e) {
      throw damaged(file, config + " has more parameters than one array can hold");
    }
  }

  private void requireTensors(List<SafetensorsEntry> entries, Path file)
      throws SafetensorsException {
    Map<String, List<Integer>> shapes = new HashMap<>();
    for (SafetensorsEntry entry : entries) {
      shapes.put(entry.name(), entry.shape());
      if (!offsets.containsKey(entry.name())) {
        throw damaged(file, "tensor '" + entry.name() + "' is no part of " + config);
      }
    }
    for (Parameter parameter : parameters.list()) {
      requireShape(parameter, shapes.get(parameter.name()), file);
    }
  }

  private void requireShape(Parameter parameter, @Nullable List<Integer> shape, Path file)
      throws SafetensorsException {
    if (shape == null) {
      throw damaged(file, "tensor '" + parameter.name() + "' of " + config + " is missing");
    }
    if (!shape.equals(parameter.shape())) {
      throw damaged(
          file,
          "tensor '%s' has the shape %s, but %s needs %s"
              .formatted(parameter.name(), shape, config, parameter.shape()));
    }
  }
}
