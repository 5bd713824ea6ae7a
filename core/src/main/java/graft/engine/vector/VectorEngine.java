package graft.engine.vector;

import graft.engine.Engine;
import graft.engine.KernelCheck;
import graft.engine.TrainingSession;
import graft.model.GptConfig;
import java.time.Duration;

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
    return "vector-2";
  }

  @Override
  public long memory(GptConfig config, int length, int threads) {
    Plan plan = new Plan(config);
    long shared = plan.packedSize + (long) plan.shards * plan.gradientSize;
    return Float.BYTES * (shared + threads * GroupPass.floats(plan, length));
  }

  @Override
  public TrainingSession open(GptConfig config, int threads) {
    return new VectorSession(config, threads);
  }

  @Override
  public KernelCheck checkKernels(Duration most) {
    KernelCases cases = new KernelCases();
    return KernelCheck.of(
        () -> KernelTimer.measure(cases.reference(), cases.all(), new Meter.Real(), most),
        Jit::recompile);
  }
}
