package graft.surgery;

import graft.model.GptConfig;

/** Which models surgery can bring together. */
public final class Shapes {
  private Shapes() {}

  /**
   * Checks that two models have the same blocks. Vocabulary, positions and tying may differ.
   *
   * @param first what to call the first in a message, for example {@code the donor}
   * @param second what to call the second
   * @throws IllegalArgumentException naming both shapes
   */
  public static void requireSameBlocks(
      String first, GptConfig ofFirst, String second, GptConfig ofSecond) {
    if (ofFirst.layers() != ofSecond.layers()
        || ofFirst.heads() != ofSecond.heads()
        || ofFirst.width() != ofSecond.width()) {
      throw new IllegalArgumentException(
          "%s and %s must agree in layers, heads and width: %s is %s, %s %s"
              .formatted(first, second, first, ofFirst, second, ofSecond));
    }
  }
}
