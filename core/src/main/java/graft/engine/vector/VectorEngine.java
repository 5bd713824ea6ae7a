package graft.engine.vector;

import graft.engine.Engine;
import graft.engine.TrainingSession;
import graft.model.GptConfig;

/** The fast engine; see the package's description. */
public final class VectorEngine implements Engine {
  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return "vector (" + Lanes.WIDTH * Float.SIZE + "-bit vectors)";
  }

  @Override
  public TrainingSession open(GptConfig config, int threads) {
    return new VectorSession(config, threads);
  }
}
