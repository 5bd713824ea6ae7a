package graft.surgery.perturb;

import graft.model.Weights;
import graft.surgery.Magnitude;
import graft.surgery.Selector;
import graft.surgery.Slice;

/**
 * The values of each selected tensor that are smallest without their sign become 0: of n values
 * round(fraction * n), of equal ones the later. The others keep every bit.
 *
 * @param selector what is changed
 * @param fraction from 0, nothing, to 1, everything
 */
public record MagnitudePrune(Selector selector, double fraction) implements Perturb {
  public MagnitudePrune {
    Magnitude.requireShare("the fraction to prune", fraction);
  }

  @Override
  public Weights apply(Weights weights) {
    return selector.change(weights, this::pruned);
  }

  private float[] pruned(Slice slice, float[] values) {
    double[] sizes = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sizes[i] = values[i];
    }
    int kept = values.length - Magnitude.count(fraction, values.length);
    boolean[] large = Magnitude.largest(sizes, kept);
    for (int i = 0; i < values.length; i++) {
      values[i] = large[i] ? values[i] : 0;
    }
    return values;
  }
}
