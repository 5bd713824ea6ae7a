package graft.surgery.perturb;

import graft.model.Weights;
import graft.random.Seeds;
import graft.surgery.Selector;

/**
 * Every selected tensor's values in an order drawn uniformly: the same numbers, no structure.
 *
 * @param selector what is changed
 * @param seed of the orders
 */
public record ShuffleTensors(Selector selector, long seed) implements Perturb {
  @Override
  public Weights apply(Weights weights) {
    return selector.change(
        weights,
        (slice, values) -> {
          Shuffling.shuffle(
              values, Seeds.generator(seed, "perturb/shuffle-tensors", slice.name(), 0));
          return values;
        });
  }
}
