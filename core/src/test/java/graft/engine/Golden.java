package graft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What PyTorch computed in double precision for two small models, one untied and one tied, on one
 * batch: gpt2-golden.json, written by gpt2_golden.py. The weights and the batch are made here by
 * the script's formulas.
 */
public final class Golden {
  private final JsonNode tree;
  private final GptConfig config;

  private Golden(JsonNode file, JsonNode tree) {
    this.tree = tree;
    JsonNode sizes = file.path("config");
    this.config =
        new GptConfig(
            sizes.path(0).intValue(),
            sizes.path(1).intValue(),
            sizes.path(2).intValue(),
            sizes.path(3).intValue(),
            sizes.path(4).intValue(),
            tree.path("tied").booleanValue());
  }

  /** The untied and the tied case. */
  public static List<Golden> cases() {
    JsonNode file = file();
    List<Golden> cases = new ArrayList<>();
    file.path("cases").forEach(tree -> cases.add(new Golden(file, tree)));
    return cases;
  }

  /** A number of the optimizer's settings: steps, learningRate, weightDecay or clip. */
  public static double optimizer(String setting) {
    JsonNode value = file().path("optimizer").path(setting);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("the golden file has no setting " + setting);
    }
    return value.doubleValue();
  }

  private static JsonNode file() {
    try (InputStream stream = Golden.class.getResourceAsStream("gpt2-golden.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model's shape. */
  public GptConfig config() {
    return config;
  }

  /** The weights that everything starts from, as a new copy. */
  public Weights weights() {
    Parameters parameters = Parameters.of(config);
    float[] values = new float[parameters.size()];
    for (Parameter parameter : parameters.list()) {
      boolean norm = parameter.name().contains("ln_");
      double base = norm && parameter.name().endsWith("weight") ? 1 : 0;
      for (int i = parameter.offset(); i < parameter.end(); i++) {
        values[i] = (float) (base + (norm ? 0.5 : 1) * weight(i));
      }
    }
    return new Weights(config, values);
  }

  /** In [-0.5, 0.5); all values are exact in single precision. */
  private static double weight(long index) {
    long bits = (index * 2_654_435_761L + 12_345) & 0xFFFF_FFFFL;
    return (bits >> 8) / 0x1p24 - 0.5;
  }

  /** The batch: 21 sequences of 1 to 9 tokens. */
  public Batch batch() {
    Batch batch = new Batch();
    int vocabulary = config.vocabulary();
    for (int i = 0; i < 21; i++) {
      int b = i;
      int length = 1 + (b * 5) % config.positions();
      int[] tokens =
          IntStream.range(0, length).map(t -> (3 * b + 7 * t + t * t) % vocabulary).toArray();
      int[] counted =
          IntStream.range(0, length).filter(t -> t == length - 1 || (t + b) % 3 == 0).toArray();
      int[] targets = IntStream.of(counted).map(t -> (5 * b + 2 * t + 1) % vocabulary).toArray();
      batch.add(tokens, counted, targets, counted.length);
    }
    return batch;
  }

  /** Mean cross-entropy. */
  public double loss() {
    return tree.path("loss").doubleValue();
  }

  /** Logits of the counted predictions, [prediction][V]. */
  public double[] logits() {
    return unpacked(tree.path("logits"));
  }

  /** Gradient of {@link #loss}, laid out by {@link Parameters}. */
  public double[] gradient() {
    return flat("gradients");
  }

  /** The loss before each of the optimizer's steps. */
  public double[] trainingLosses() {
    return IntStream.range(0, tree.path("trainingLosses").size())
        .mapToDouble(step -> tree.path("trainingLosses").path(step).doubleValue())
        .toArray();
  }

  /** The weights after the optimizer's steps, laid out by {@link Parameters}. */
  public double[] trained() {
    return flat("trained");
  }

  private double[] flat(String tensors) {
    Parameters parameters = Parameters.of(config);
    JsonNode packed = tree.path(tensors);
    if (packed.size() != parameters.list().size()) {
      throw new IllegalStateException(tensors + " has " + packed.size() + " tensors");
    }
    double[] result = new double[parameters.size()];
    for (Parameter parameter : parameters.list()) {
      double[] values = unpacked(packed.path(parameter.name()));
      if (values.length != parameter.size()) {
        throw new IllegalStateException(parameter.name() + " has " + values.length + " values");
      }
      System.arraycopy(values, 0, result, parameter.offset(), values.length);
    }
    return result;
  }

  /** Float64, little endian, row-major, base64. */
  private static double[] unpacked(JsonNode text) {
    byte[] bytes = Base64.getDecoder().decode(text.textValue());
    double[] values = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }

  @Override
  public String toString() {
    return config.tied() ? "tied" : "untied";
  }
}
