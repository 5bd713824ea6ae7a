package graft.surgery.merge;

import graft.model.GptConfig;
import graft.model.Weights;
import java.util.List;

/**
 * Makes one model of several. The first model gives the shape, and everything that is not selected;
 * methods that work with differences to a base take it as the base. The record's components are all
 * that determines the result: the same operation on the same models gives the same bits.
 *
 * <p>Sums are in double precision and rounded once.
 */
public sealed interface Merge permits Compose, Dare, Linear, Slerp, TaskArithmetic, Ties {
  /**
   * A new model of the first one's shape. None of the given ones is changed.
   *
   * @throws IllegalArgumentException as {@link #requireFits} does
   */
  Weights apply(List<Weights> models);

  /**
   * Checks that models of these shapes can be merged.
   *
   * @throws IllegalArgumentException if their number is wrong, they differ in layers, heads or
   *     width, something is selected that they do not have, or the embedding strategy does not fit
   *     their vocabularies
   */
  void requireFits(List<GptConfig> models);

  /** The shapes of models. */
  static List<GptConfig> shapes(List<Weights> models) {
    return models.stream().map(Weights::config).toList();
  }
}
