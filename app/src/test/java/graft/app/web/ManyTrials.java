package graft.app.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graft.study.Outline;
import graft.study.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A store with whole results of every run of a study, none of which was trained. */
final class ManyTrials {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVALUATIONS = 25;

  private ManyTrials() {}

  /** So many pretrainings and seeds, 5 arms and 4 tasks. */
  static String yaml(int pretrainings, int seeds) {
    StringBuilder text = new StringBuilder("study: many\nseeds: " + seeds + "\n");
    text.append("model: {layers: 1, heads: 1, width: 4}\nmetrics: [accuracy, loss]\npretrain:\n");
    for (int i = 0; i < pretrainings; i++) {
      text.append(
          "  rule-%02d: {procedure: {name: identity, vocabulary: %d, length: 4}}\n"
              .formatted(i, 8 + i));
    }
    text.append("arms:\n  random: {take: nothing}\n  attention: {take: attention}\n");
    text.append("  mlp: {take: mlp}\n  ln: {take: ln}\n  full: {take: all, embedding: average}\n");
    text.append("tasks:\n");
    for (int i = 0; i < 4; i++) {
      text.append("  task-%d: {procedure: {name: haystack, pairs: %d}}\n".formatted(i, 3 + i));
    }
    return text.toString();
  }

  static void write(Outline outline, Store store) throws IOException {
    Random random = new Random(1);
    Path results = Files.createDirectories(store.root().resolve("results"));
    for (Outline.Run run : outline.runs().values()) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put("recipe.json", bytes(run.recipe().toPrettyString()));
      files.put("metrics.jsonl", bytes(metrics(run.steps(), random.nextDouble())));
      files.put("weights.safetensors", new byte[2_000]);
      files.put("provenance.json", bytes(provenance(run.id())));
      Path folder = Files.createDirectories(results.resolve(run.id()));
      ObjectNode marker = JSON.createObjectNode();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
        marker
            .putObject(file.getKey())
            .put("bytes", file.getValue().length)
            .put("sha256", sha256(file.getValue()));
      }
      Files.writeString(folder.resolve("complete.json"), marker.toString());
    }
  }

  private static String metrics(long steps, double level) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i <= EVALUATIONS; i++) {
      double accuracy = level * i / EVALUATIONS;
      lines
          .append("{\"step\":")
          .append(steps * i / EVALUATIONS)
          .append(",\"grade\":4,\"trainLoss\":1.0,\"loss\":")
          .append(2 - accuracy)
          .append(",\"accuracy\":")
          .append(accuracy)
          .append(",\"exact\":0.0,\"learningRate\":0.001}\n");
    }
    return lines.toString();
  }

  private static String provenance(String id) {
    return JSON.createObjectNode()
        .put("recipe", id)
        .put("study", "many")
        .put("commit", "none")
        .put("engine", "vector")
        .put("finished", "2026-01-01T00:00:00Z")
        .put("seconds", 1.0)
        .put("java", "25")
        .put("processor", "none")
        .toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
