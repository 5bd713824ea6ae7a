package graft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** PyTorch's numbers for a small GPT-2, written by core/src/test/python/gpt2_golden.py. */
public record Golden(JsonNode file, JsonNode found, GptConfig config) {

  /** The case with a tied or untied head. */
  public static Golden of(boolean tied) {
    try (InputStream in = Golden.class.getResourceAsStream("/graft/engine/gpt2-golden.json")) {
      JsonNode file = new ObjectMapper().readTree(in);
      JsonNode c = file.get("config");
      JsonNode found = file.get("cases").get(tied ? 1 : 0);
      if (found.get("tied").booleanValue() != tied) {
        throw new IllegalStateException("the golden file's cases are in another order");
      }
      return new Golden(
          file,
          found,
          new GptConfig(
              c.get(0).intValue(),
              c.get(1).intValue(),
              c.get(2).intValue(),
              c.get(3).intValue(),
              c.get(4).intValue(),
              tied));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model's parameters. */
  public Parameters parameters() {
    return Parameters.of(config);
  }

  /** The script's formula for initial weights. */
  public float[] weights() {
    float[] weights = new float[parameters().size()];
    for (Parameter p : parameters().list()) {
      for (int i = p.offset(); i < p.end(); i++) {
        long bits = ((i * 2654435761L + 12345) & 0xFFFFFFFFL) >>> 8;
        double value = (double) bits / 16777216.0 - 0.5;
        boolean norm = p.name().contains("ln_");
        double centre = norm && p.name().endsWith("weight") ? 1 : 0;
        weights[i] = (float) (norm ? value * 0.5 + centre : value);
      }
    }
    return weights;
  }

  /** The script's sequences. */
  public Batch batch() {
    Batch batch = new Batch();
    for (int b = 0; b < 21; b++) {
      int length = 1 + b * 5 % config.positions();
      int[] tokens = new int[length];
      int[] counted = new int[length];
      int[] targets = new int[length];
      int count = 0;
      for (int t = 0; t < length; t++) {
        tokens[t] = (3 * b + 7 * t + t * t) % config.vocabulary();
        if (t == length - 1 || (t + b) % 3 == 0) {
          counted[count] = t;
          targets[count++] = (5 * b + 2 * t + 1) % config.vocabulary();
        }
      }
      batch.add(tokens, counted, targets, count);
    }
    return batch;
  }

  /** Loss of the initial weights. */
  public double loss() {
    return found.get("loss").doubleValue();
  }

  /** Logits of the initial weights, [prediction][V]. */
  public double[] logits() {
    return decoded(found.get("logits"));
  }

  /** A flat array laid out like the weights: {@code gradients} or {@code trained}. */
  public double[] flat(String what) {
    double[] result = new double[parameters().size()];
    for (Parameter p : parameters().list()) {
      double[] tensor = decoded(found.get(what).get(p.name()));
      System.arraycopy(tensor, 0, result, p.offset(), p.size());
    }
    return result;
  }

  /** A setting of the optimizer. */
  public double optimizer(String name) {
    return file.get("optimizer").get(name).doubleValue();
  }

  /** Loss before each optimizer step. */
  public double[] trainingLosses() {
    return new ObjectMapper().convertValue(found.get("trainingLosses"), double[].class);
  }

  private static double[] decoded(JsonNode text) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(text.textValue()))
            .order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[bytes.remaining() / Double.BYTES];
    bytes.asDoubleBuffer().get(values);
    return values;
  }
}
