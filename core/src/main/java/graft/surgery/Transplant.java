package graft.surgery;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import org.jspecify.annotations.Nullable;

/**
 * Puts the selected parts of one model into another of the same layers, heads and width.
 *
 * <p>Inside the blocks, and for the final layer normalisation, the donor's values are copied.
 * Position embeddings are copied if the donor has at least as many as the target, which takes the
 * first of them; otherwise the target's stay. Token embedding and head follow the strategy, each
 * from its counterpart: the head of a tied donor is its token embedding, and a tied target takes
 * the donor's token embedding only.
 *
 * @param selector which parts move
 * @param embedding how token embedding and head move; null for {@link EmbeddingStrategy#RETAIN} if
 *     the vocabularies have the same size, else {@link EmbeddingStrategy#AVERAGE}
 */
public record Transplant(Selector selector, @Nullable EmbeddingStrategy embedding) {
  public Transplant {
    requireEmbedding(selector, embedding);
  }

  /**
   * Checks that an embedding strategy has something to act on.
   *
   * @throws IllegalArgumentException if there is one, but the selector takes no embedding
   */
  public static void requireEmbedding(Selector selector, @Nullable EmbeddingStrategy embedding) {
    if (embedding != null && !selector.components().contains(Component.EMBEDDING)) {
      throw new IllegalArgumentException(
          "the embedding strategy %s has nothing to act on: select the embedding beside %s, or give no strategy"
              .formatted(embedding, String.join(", ", Part.words(selector.parts()))));
    }
  }

  /**
   * A new model: {@code into} with the selected parts of {@code donor}. Neither is changed.
   *
   * @throws IllegalArgumentException if the two differ in layers, heads or width, the selector does
   *     not fit them, or the strategy does not fit their vocabularies
   */
  public Weights apply(Weights donor, Weights into) {
    requireFits(donor.config(), into.config());
    EmbeddingStrategy strategy = strategy(donor.config(), into.config());
    Weights result = into.copy();
    for (Slice slice : selector.slices(into.config())) {
      Parameter target = slice.parameter();
      Parameter source = counterpart(donor.parameters(), target);
      switch (target.role()) {
        case TOKEN_EMBEDDING, HEAD -> new Rows(donor, source, result, target).move(strategy);
        case POSITION_EMBEDDING -> new Rows(donor, source, result, target).copyIfEnough();
        default -> slice.put(slice.in(source).values(donor), result);
      }
    }
    return result;
  }

  private static Parameter counterpart(Parameters donor, Parameter target) {
    return switch (target.role()) {
      case HEAD -> donor.head();
      default ->
          target.layer() < 0 ? donor.get(target.role()) : donor.get(target.role(), target.layer());
    };
  }

  /**
   * Checks that this transplant is possible between models of two shapes.
   *
   * @throws IllegalArgumentException as {@link #apply} does
   */
  public void requireFits(GptConfig donor, GptConfig into) {
    Shapes.requireSameBlocks("the donor", donor, "the target", into);
    selector.requireFits(into);
    int from = donor.vocabulary();
    int to = into.vocabulary();
    switch (strategy(donor, into)) {
      case RETAIN -> require(from == to, "equal vocabularies", from, to);
      case EXTEND -> require(from <= to, "a target with no fewer tokens", from, to);
      case AVERAGE, RANDOM -> {}
    }
  }

  private void require(boolean fits, String what, int donor, int into) {
    if (!fits) {
      throw new IllegalArgumentException(
          "the embedding strategy %s needs %s, but the donor's vocabulary is %d and the target's %d; AVERAGE and RANDOM take any"
              .formatted(embedding, what, donor, into));
    }
  }

  private EmbeddingStrategy strategy(GptConfig donor, GptConfig into) {
    if (embedding != null) {
      return embedding;
    }
    return donor.vocabulary() == into.vocabulary()
        ? EmbeddingStrategy.RETAIN
        : EmbeddingStrategy.AVERAGE;
  }
}
