package graft.surgery.perturb;

import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;
import graft.surgery.Moments;
import graft.surgery.Selector;
import graft.surgery.Slice;

/**
 * Noise in proportion to each tensor's own scale: w + strength * sd(tensor) * N(0, 1), each value
 * with a draw of its own. Strength 0 changes no bit. One seed gives the same draws at any strength,
 * so that a list of strengths goes along one line.
 *
 * @param selector what is changed
 * @param strength in deviations of the tensor, 0 or more
 * @param seed of the draws
 */
public record GaussianNoise(Selector selector, double strength, long seed) implements Perturb {
  public GaussianNoise {
    if (!(strength >= 0 && Double.isFinite(strength))) {
      throw new IllegalArgumentException(
          "the strength of noise must be a number from 0 on, not " + strength);
    }
  }

  @Override
  public Weights apply(Weights weights) {
    return selector.change(weights, this::noisy);
  }

  private float[] noisy(Slice slice, float[] values) {
    double scale = strength * Moments.of(values).deviation();
    if (scale == 0) {
      return values;
    }
    SplitMix random = Seeds.generator(seed, "perturb/noise", slice.name(), 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + scale * random.nextGaussian());
    }
    return values;
  }
}
