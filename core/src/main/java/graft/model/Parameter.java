package graft.model;

import java.util.List;

/**
 * One named slice of a model's flat array.
 *
 * @param name GPT-2's tensor name, for example {@code h.0.attn.c_attn.weight}
 * @param role what the slice is within its block
 * @param layer the block, or -1 outside the blocks
 * @param offset first index in the flat array
 * @param shape one or two sizes, row-major; a matrix is stored [in, out], embeddings and head
 *     [rows, width]
 */
public record Parameter(String name, Role role, int layer, int offset, List<Integer> shape) {
  /** What a parameter is. */
  public enum Role {
    TOKEN_EMBEDDING(Component.EMBEDDING, true),
    POSITION_EMBEDDING(Component.EMBEDDING, true),
    LN_1_GAIN(Component.LN, false),
    LN_1_BIAS(Component.LN, false),
    QKV_WEIGHT(Component.ATTENTION, true),
    QKV_BIAS(Component.ATTENTION, false),
    ATTENTION_OUTPUT_WEIGHT(Component.ATTENTION, true),
    ATTENTION_OUTPUT_BIAS(Component.ATTENTION, false),
    LN_2_GAIN(Component.LN, false),
    LN_2_BIAS(Component.LN, false),
    MLP_INPUT_WEIGHT(Component.MLP, true),
    MLP_INPUT_BIAS(Component.MLP, false),
    MLP_OUTPUT_WEIGHT(Component.MLP, true),
    MLP_OUTPUT_BIAS(Component.MLP, false),
    FINAL_LN_GAIN(Component.LN, false),
    FINAL_LN_BIAS(Component.LN, false),
    HEAD(Component.EMBEDDING, true);

    private final Component component;
    private final boolean matrix;

    Role(Component component, boolean matrix) {
      this.component = component;
      this.matrix = matrix;
    }

    /** The component that the role belongs to. */
    public Component component() {
      return component;
    }

    /**
     * Whether it is a matrix or an embedding: these decay, biases and layer normalisations do not.
     */
    public boolean matrix() {
      return matrix;
    }
  }

  public Parameter {
    shape = List.copyOf(shape);
  }

  /** The component that the parameter belongs to. */
  public Component component() {
    return role.component();
  }

  /** Number of values. */
  public int size() {
    int size = 1;
    for (int side : shape) {
      size *= side;
    }
    return size;
  }

  /** One past the last index in the flat array. */
  public int end() {
    return offset + size();
  }
}
