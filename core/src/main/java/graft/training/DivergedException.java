package graft.training;

/** Training has left the finite numbers: no result can come of it, now or after a restart. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DivergedException(long step, double loss, double learningRate) {
    super(
        "training diverged in step "
            + step
            + ": the loss is "
            + loss
            + " (learning rate "
            + learningRate
            + "); try a lower learningRate, a longer warmup or clip: 1");
  }
}
