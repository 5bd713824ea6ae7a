package graft.engine.reference;

/**
 * Sees what a model computes for one sequence, as soon as it is computed and before anything is
 * made of it, and may change it in place.
 *
 * <p>Arrays are the model's own, row-major and perhaps longer than is used: who keeps values copies
 * them. T is the number of tokens, C the width.
 */
public interface Tap {
  /** Sees nothing and changes nothing. */
  Tap NONE = new Tap() {};

  /**
   * The residual stream [T,C] that block {@code layer} reads; behind the last block, {@code layer}
   * is the number of blocks.
   */
  default void stream(int layer, double[] values) {}

  /**
   * How block {@code layer} attends.
   *
   * @param probability [NH,T,T] as head, query, key; only keys up to the query are defined, and
   *     changing them has no effect
   * @param mixed [T,C]: for each head after the other, the values that it has mixed
   */
  default void attention(int layer, double[] probability, double[] mixed) {}

  /** What the attention of block {@code layer} adds to the residual stream, [T,C]. */
  default void attentionOutput(int layer, double[] values) {}

  /** What the MLP of block {@code layer} adds to the residual stream, [T,C]. */
  default void mlpOutput(int layer, double[] values) {}
}
