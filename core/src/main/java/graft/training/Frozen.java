package graft.training;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Weights that training leaves as they were: their gradient is 0 before its norm is taken, and no
 * decay reaches them. They count in the forward pass like any others.
 */
public final class Frozen {
  /** Everything is trained. */
  public static final Frozen NONE = new Frozen(new BitSet());

  private final BitSet indices;

  /**
   * What is frozen.
   *
   * @param indices in the flat array of weights, see {@link graft.model.Parameters}
   */
  public Frozen(BitSet indices) {
    this.indices = (BitSet) indices.clone();
  }

  /** Sets the gradient of what is frozen to 0. */
  void zero(float[] gradient) {
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i)) {
      int end = indices.nextClearBit(i);
      Arrays.fill(gradient, i, end, 0);
      i = end;
    }
  }

  /** Puts what is frozen back as it was. */
  void restore(float[] original, float[] weights) {
    for (int i = indices.nextSetBit(0); i >= 0; i = indices.nextSetBit(i)) {
      int end = indices.nextClearBit(i);
      System.arraycopy(original, i, weights, i, end - i);
      i = end;
    }
  }
}
