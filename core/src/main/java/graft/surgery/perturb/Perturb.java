package graft.surgery.perturb;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.Selector;

/**
 * Changes the selected slices of one model. The record's components are all that determines the
 * result: the same operation on the same weights gives the same bits. A random operation draws for
 * every tensor from (seed, operation, the tensor's name), so what else is selected does not matter.
 */
public sealed interface Perturb
    permits GaussianNoise, LowRank, MagnitudePrune, Redraw, ShuffleLayers, ShuffleTensors {
  /** What is changed. */
  Selector selector();

  /**
   * A new model. The given one is not changed.
   *
   * @throws IllegalArgumentException as {@link #requireFits} does
   */
  Weights apply(Weights weights);

  /**
   * Checks that it can be applied to a model of this shape.
   *
   * @throws IllegalArgumentException if something is selected that the model does not have
   */
  default void requireFits(GptConfig config) {
    selector().requireFits(config);
  }
}
