package graft.model;

/**
 * The shape of a GPT-2 (pre-LN, learned positions, fused QKV, MLP of four times the width).
 *
 * @param layers number of blocks (L), at least 1
 * @param heads attention heads per block (NH); divides {@code width}
 * @param width features per token (C)
 * @param vocabulary token ids {@code 0..vocabulary-1}, or bits of a position if it holds a vector
 *     of bits (V)
 * @param positions longest input (P)
 * @param tied whether the head is the token embedding
 */
public record GptConfig(
    int layers, int heads, int width, int vocabulary, int positions, boolean tied) {
  /** Epsilon inside every layer normalisation, as in GPT-2. */
  public static final double LN_EPSILON = 1e-5;

  public GptConfig {
    require("layers", layers, 1, 512);
    require("heads", heads, 1, 1024);
    require("width", width, 1, 65_536);
    require("vocabulary", vocabulary, 1, 10_000_000);
    require("positions", positions, 1, 10_000_000);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "width ("
              + width
              + ") must be a multiple of heads ("
              + heads
              + "): each head takes width / heads features");
    }
  }

  /** Features per head. */
  public int headWidth() {
    return width / heads;
  }

  /** The same shape with another vocabulary and number of positions. */
  public GptConfig with(int newVocabulary, int newPositions) {
    return new GptConfig(layers, heads, width, newVocabulary, newPositions, tied);
  }

  private static void require(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          name + " must be from " + low + " to " + high + ", not " + value);
    }
  }
}
