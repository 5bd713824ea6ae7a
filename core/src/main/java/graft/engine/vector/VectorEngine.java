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
  public String arithmetic() {
    return "vector-1";
  }

  @Override
  public long memory(GptConfig config, int length, int threads) {
    Plan plan = new Plan(config);
    long shared = plan.packedSize + (long) VectorSession.SHARDS * plan.gradientSize;
    long perThread = GroupPass.floats(config, length) + (long) plan.linearSize * Lanes.COUNT;
    return Float.BYTES * (shared + threads * perThread);
  }

  @Override
  public TrainingSession open(GptConfig config, int threads) {
    return new VectorSession(config, threads);
  }
}
