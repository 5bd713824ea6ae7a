package graft.analysis;

import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Weights;
import graft.random.Seeds;
import graft.random.SplitMix;

/** Random models that do something at every site. */
final class Fresh {
  private Fresh() {}

  static Weights model(GptConfig config, long seed) {
    Weights weights = Initializer.fresh(config, seed, "test");
    SplitMix random = Seeds.generator(seed, "test", "noise", 0);
    for (int i = 0; i < weights.values().length; i++) {
      weights.values()[i] += (float) (0.3 * random.nextGaussian());
    }
    return weights;
  }
}
