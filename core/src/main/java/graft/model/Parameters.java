package graft.model;

import graft.model.Parameter.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The one list of a model's parameters. Checkpoints, optimizer, gradient tests, surgery, export and
 * screens all read it.
 *
 * <p>The order is GPT-2's; with an untied head {@code lm_head.weight} comes last.
 */
public final class Parameters {
  private final List<Parameter> list;
  private final List<Map<Role, Parameter>> byLayer = new ArrayList<>();
  private final Map<Role, Parameter> outside = new EnumMap<>(Role.class);
  private final int size;

  private Parameters(GptConfig config) {
    Builder b = new Builder();
    int c = config.width();
    b.add("wte.weight", Role.TOKEN_EMBEDDING, -1, config.vocabulary(), c);
    b.add("wpe.weight", Role.POSITION_EMBEDDING, -1, config.positions(), c);
    for (int layer = 0; layer < config.layers(); layer++) {
      b.block("h." + layer + ".", layer, c);
    }
    b.add("ln_f.weight", Role.FINAL_LN_GAIN, -1, c);
    b.add("ln_f.bias", Role.FINAL_LN_BIAS, -1, c);
    if (!config.tied()) {
      b.add("lm_head.weight", Role.HEAD, -1, config.vocabulary(), c);
    }
    list = List.copyOf(b.entries);
    size = Math.toIntExact(b.offset);
    for (int layer = 0; layer < config.layers(); layer++) {
      byLayer.add(new EnumMap<>(Role.class));
    }
    for (Parameter parameter : list) {
      (parameter.layer() < 0 ? outside : byLayer.get(parameter.layer()))
          .put(parameter.role(), parameter);
    }
  }

  /**
   * The parameters of a model of this shape.
   *
   * @throws ArithmeticException if the model has more than 2^31 - 1 parameters
   */
  public static Parameters of(GptConfig config) {
    return new Parameters(config);
  }

  /** All parameters in storage order. */
  public List<Parameter> list() {
    return list;
  }

  /** Number of values in the flat array. */
  public int size() {
    return size;
  }

  /** The parameter with this role outside the blocks. A tied model has no {@link Role#HEAD}. */
  public Parameter get(Role role) {
    return found(outside.get(role), role, -1);
  }

  /** The parameter with this role in block {@code layer}. */
  public Parameter get(Role role, int layer) {
    return found(byLayer.get(layer).get(role), role, layer);
  }

  /**
   * The matrix that makes the logits: the head, or the token embedding when the head is tied to it.
   */
  public Parameter head() {
    Parameter head = outside.get(Role.HEAD);
    return head != null ? head : get(Role.TOKEN_EMBEDDING);
  }

  private static Parameter found(
      @org.jspecify.annotations.Nullable Parameter parameter, Role role, int layer) {
    if (parameter == null) {
      throw new IllegalArgumentException(
          "the model has no parameter " + role + " in layer " + layer);
    }
    return parameter;
  }

  /** Lays slices one after another. */
  private static final class Builder {
    final List<Parameter> entries = new ArrayList<>();
    long offset;

    void add(String name, Role role, int layer, Integer... shape) {
      Parameter entry = new Parameter(name, role, layer, Math.toIntExact(offset), List.of(shape));
      entries.add(entry);
      long size = 1;
      for (int side : shape) {
        size = Math.multiplyExact(size, side);
      }
      offset = Math.toIntExact(offset + size);
    }

    void block(String prefix, int layer, int c) {
      add(prefix + "ln_1.weight", Role.LN_1_GAIN, layer, c);
      add(prefix + "ln_1.bias", Role.LN_1_BIAS, layer, c);
      add(prefix + "attn.c_attn.weight", Role.QKV_WEIGHT, layer, c, 3 * c);
      add(prefix + "attn.c_attn.bias", Role.QKV_BIAS, layer, 3 * c);
      add(prefix + "attn.c_proj.weight", Role.ATTENTION_OUTPUT_WEIGHT, layer, c, c);
      add(prefix + "attn.c_proj.bias", Role.ATTENTION_OUTPUT_BIAS, layer, c);
      add(prefix + "ln_2.weight", Role.LN_2_GAIN, layer, c);
      add(prefix + "ln_2.bias", Role.LN_2_BIAS, layer, c);
      add(prefix + "mlp.c_fc.weight", Role.MLP_INPUT_WEIGHT, layer, c, 4 * c);
      add(prefix + "mlp.c_fc.bias", Role.MLP_INPUT_BIAS, layer, 4 * c);
      add(prefix + "mlp.c_proj.weight", Role.MLP_OUTPUT_WEIGHT, layer, 4 * c, c);
      add(prefix + "mlp.c_proj.bias", Role.MLP_OUTPUT_BIAS, layer, c);
    }
  }
}
