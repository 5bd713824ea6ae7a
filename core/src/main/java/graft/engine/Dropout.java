package graft.engine;

import graft.random.Seeds;

/**
 * Which activations one training step drops: a pure function of (key, sequence, site, element), so
 * that every engine, thread count and vector width drops the same ones and the backward pass can
 * ask again instead of remembering.
 *
 * <p>As in GPT-2 there is one site after the embedding and three per block: the attention
 * probabilities, and the outputs of attention and MLP before they join the residual stream. An
 * element is numbered by its place in the padded tensor: {@code position * C + feature}, or {@code
 * (head * P + query) * P + key} for probabilities (int arithmetic, wrapping).
 *
 * @param rate probability of dropping, in [0, 1)
 * @param key of this step
 */
public record Dropout(double rate, long key) {
  /** Drops nothing. */
  public static final Dropout NONE = new Dropout(0, 0);

  /** The increment between neighbouring elements: 2^32 divided by the golden ratio. */
  public static final int ELEMENT_STEP = 0x9E3779B9;

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout must be at least 0 and below 1, not " + rate);
    }
  }

  /** Whether anything can be dropped. */
  public boolean active() {
    return rate > 0;
  }

  /** What a kept value is multiplied with: 1 / (1 - rate). */
  public float scale() {
    return (float) (1 / (1 - rate));
  }

  /** An element is dropped when the upper 24 of its 32 bits lie below this. */
  public int threshold() {
    return (int) Math.round(rate * (1 << 24));
  }

  /** Where the element bits of one sequence and site start. */
  public int start(int sequence, int site) {
    return (int) (Seeds.mix(key + Seeds.mix(((long) sequence << 32) + site)) >>> 32);
  }

  /** Site after the embedding. */
  public static int embeddingSite() {
    return 0;
  }

  /** Site of the attention probabilities of block {@code layer}. */
  public static int probabilitySite(int layer) {
    return 1 + 3 * layer;
  }

  /** Site of the attention output of block {@code layer}. */
  public static int attentionSite(int layer) {
    return 2 + 3 * layer;
  }

  /** Site of the MLP output of block {@code layer}. */
  public static int mlpSite(int layer) {
    return 3 + 3 * layer;
  }

  /** 0, or {@link #scale}, for element {@code element} of a site that starts at {@code start}. */
  public float factor(int start, int element) {
    return (bits(start + element * ELEMENT_STEP) >>> 8) < threshold() ? 0 : scale();
  }

  /** Chris Wellons's "lowbias32" integer hash: a bijection with low bias. */
  static int bits(int value) {
    int x = value;
    x = (x ^ (x >>> 16)) * 0x7FEB352D;
    x = (x ^ (x >>> 15)) * 0x846CA68B;
    return x ^ (x >>> 16);
  }
}
