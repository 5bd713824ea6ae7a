package graft.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.training.Measurement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Measurements as a file of JSON lines. */
final class Metrics {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Metrics() {}

  static void append(Path file, Measurement measurement) throws IOException {
    Files.writeString(
        file,
        line(measurement),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static String line(Measurement m) {
    ObjectNode json = JSON.createObjectNode();
    json.put("step", m.step());
    json.put("grade", m.grade());
    json.put("trainLoss", Double.isNaN(m.trainLoss()) ? null : m.trainLoss());
    json.put("loss", m.loss());
    json.put("accuracy", m.accuracy());
    json.put("exact", m.exact());
    json.put("learningRate", m.learningRate());
    if (m.generated() != null) {
      json.put("generated", m.generated());
    }
    return json + "\n";
  }

  /**
   * Keeps what was measured up to {@code step}; a last line that was not written whole goes too.
   */
  static void forgetAfter(Path file, long step) throws IOException {
    StringBuilder kept = new StringBuilder();
    if (Files.exists(file)) {
      for (String line : Files.readString(file).split("\n", -1)) {
        if (line.endsWith("}") && JSON.readTree(line).path("step").asLong() <= step) {
          kept.append(line).append('\n');
        }
      }
    }
    Files.writeString(file, kept);
  }

  /**
   * Reads all lines.
   *
   * @throws IOException if the file cannot be read or a line is not a measurement
   */
  static List<Measurement> read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  /** The measurements of these lines. */
  static List<Measurement> parse(List<String> lines) throws JsonProcessingException {
    List<Measurement> result = new ArrayList<>();
    for (String line : lines) {
      JsonNode json = JSON.readTree(line);
      result.add(
          new Measurement(
              json.required("step").asLong(),
              json.required("grade").asInt(),
              json.required("trainLoss").asDouble(Double.NaN),
              json.required("loss").asDouble(),
              json.required("accuracy").asDouble(),
              json.required("exact").asDouble(),
              json.required("learningRate").asDouble(),
              json.has("generated") ? json.path("generated").asDouble() : null));
    }
    return result;
  }
}
