package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Models with recognisable values for tests of surgery. */
public final class Models {
  private Models() {}

  /** Values start, start + 1, ...: no two are the same, and all are exact. */
  public static Weights counting(GptConfig config, float start) {
    float[] values = new float[Parameters.of(config).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = start + i;
    }
    return new Weights(config, values);
  }

  /** Values from a standard normal distribution, the same for the same seed. */
  public static Weights random(GptConfig config, long seed) {
    SplitMix random = Seeds.generator(seed, "test", "models", 0);
    float[] values = new float[Parameters.of(config).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Weights(config, values);
  }

  /** Random values, and among them zeros of both signs. */
  public static Weights withZeros(GptConfig config, long seed) {
    Weights model = random(config, seed);
    for (int i = (int) seed; i < model.values().length; i += 7) {
      model.values()[i] = i % 2 == 0 ? 0f : -0f;
    }
    return model;
  }

  /** Every bit, so that zeros of both signs differ. */
  public static int[] bits(Weights weights) {
    int[] bits = new int[weights.values().length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(weights.values()[i]));
    return bits;
  }

  /** One block of width 2 with the given vocabulary and positions. */
  public static GptConfig narrow(int vocabulary, int positions, boolean tied) {
    return new GptConfig(1, 1, 2, vocabulary, positions, tied);
  }

  /** The values of the parameter of that name. */
  public static float[] values(Weights weights, String name) {
    Parameter parameter = parameter(weights, name);
    return Arrays.copyOfRange(weights.values(), parameter.offset(), parameter.end());
  }

  /** Overwrites the parameter of that name. */
  public static void set(Weights weights, String name, float... values) {
    Parameter parameter = parameter(weights, name);
    assertThat(values).hasSize(parameter.size());
    System.arraycopy(values, 0, weights.values(), parameter.offset(), values.length);
  }

  /** The indices of a slice in the flat array, told by where a value of its own arrives. */
  public static Set<Integer> marks(GptConfig config, Slice slice) {
    Weights marked = new Weights(config, new float[Parameters.of(config).size()]);
    float[] ones = new float[slice.size()];
    Arrays.fill(ones, 1);
    slice.put(ones, marked);
    Set<Integer> indices = new HashSet<>();
    for (int i = 0; i < marked.values().length; i++) {
      if (marked.values()[i] == 1) {
        indices.add(i);
      }
    }
    return indices;
  }

  private static Parameter parameter(Weights weights, String name) {
    return weights.parameters().list().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
