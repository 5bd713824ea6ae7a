package graft.surgery.perturb;

import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;
import graft.surgery.Moments;
import graft.surgery.Selector;
import graft.surgery.Slice;

/**
 * Every selected tensor drawn anew with the mean and the deviation that it had: mean + sd * z,
 * where z are standard normal draws, themselves shifted and scaled to mean 0 and deviation 1, so
 * that both match within rounding. A constant tensor stays as it is.
 *
 * @param selector what is changed
 * @param seed of the draws
 */
public record Redraw(Selector selector, long seed) implements Perturb {
  @Override
  public Weights apply(Weights weights) {
    return selector.change(weights, this::drawn);
  }

  private float[] drawn(Slice slice, float[] values) {
    Moments wanted = Moments.of(values);
    if (wanted.deviation() == 0) {
      return values;
    }
    SplitMix random = Seeds.generator(seed, "perturb/redraw", slice.name(), 0);
    float[] draws = new float[values.length];
    for (int i = 0; i < draws.length; i++) {
      draws[i] = (float) random.nextGaussian();
    }
    Moments drawn = Moments.of(draws);
    double scale = wanted.deviation() / drawn.deviation();
    for (int i = 0; i < draws.length; i++) {
      values[i] = (float) (wanted.mean() + scale * (draws[i] - drawn.mean()));
    }
    return values;
  }
}
