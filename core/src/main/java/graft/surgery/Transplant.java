package graft.surgery;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.List;
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
  /**
   * What becomes of one slice of the target.
   *
   * @param source the donor's parameter that it may come from
   */
  public record Move(Slice target, Parameter source, How how) {}

  /** How a slice comes from the donor. */
  public enum How {
    /** The target's own values stay. */
    STAY,
    /** Value by value. */
    COPY,
    /** The first of the donor's rows, which has more. */
    FIRST_ROWS,
    /** Every row is the mean of the donor's rows. */
    MEAN,
    /** The donor's rows, and for the further ones their mean. */
    COPY_AND_MEAN
  }

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
    Weights result = into.copy();
    for (Move move : moves(donor.config(), into.config())) {
      Slice slice = move.target();
      Rows rows = new Rows(donor, move.source(), result, slice.parameter());
      switch (move.how()) {
        case STAY -> {}
        case COPY -> slice.put(slice.in(move.source()).values(donor), result);
        case FIRST_ROWS -> rows.copyIfEnough();
        case MEAN -> rows.move(EmbeddingStrategy.AVERAGE);
        case COPY_AND_MEAN -> rows.move(EmbeddingStrategy.EXTEND);
      }
    }
    return result;
  }

  /**
   * What {@link #apply} does between models of two shapes, slice by slice in storage order.
   *
   * @throws IllegalArgumentException as {@link #apply} does
   */
  public List<Move> moves(GptConfig donor, GptConfig into) {
    requireFits(donor, into);
    Parameters parameters = Parameters.of(donor);
    List<Move> moves = new ArrayList<>();
    for (Slice slice : selector.slices(into)) {
      Parameter source = counterpart(parameters, slice.parameter());
      moves.add(new Move(slice, source, how(slice.parameter(), source, strategy(donor, into))));
    }
    return moves;
  }

  private static How how(Parameter target, Parameter source, EmbeddingStrategy strategy) {
    boolean same = source.size() == target.size();
    return switch (target.role()) {
      case TOKEN_EMBEDDING, HEAD ->
          switch (strategy) {
            case RANDOM -> How.STAY;
            case AVERAGE -> How.MEAN;
            case RETAIN -> How.COPY;
            case EXTEND -> same ? How.COPY : How.COPY_AND_MEAN;
          };
      case POSITION_EMBEDDING ->
          same ? How.COPY : source.size() > target.size() ? How.FIRST_ROWS : How.STAY;
      default -> How.COPY;
    };
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
