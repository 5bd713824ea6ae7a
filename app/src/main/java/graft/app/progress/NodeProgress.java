package graft.app.progress;

import graft.study.NodePlan;
import graft.training.Measurement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one running node is. Written by its thread, read by whoever draws. */
final class NodeProgress {
  private final NodePlan plan;
  private final long firstStep;
  private final Instant start;
  private volatile long step;
  private volatile long tokens;
  private volatile @Nullable Measurement last;

  NodeProgress(NodePlan plan, long firstStep, Instant start) {
    this.plan = plan;
    this.firstStep = firstStep;
    this.start = start;
    this.step = firstStep;
  }

  void progressed(long newStep, long newTokens) {
    step = newStep;
    tokens = newTokens;
  }

  void measured(Measurement measurement) {
    last = measurement;
  }

  NodePlan plan() {
    return plan;
  }

  long step() {
    return step;
  }

  /** The last evaluation, null before the first. */
  @Nullable Measurement last() {
    return last;
  }

  Duration elapsed(Instant now) {
    return Duration.between(start, now);
  }

  /** Share of the steps that are done, in [0, 1]. */
  double share() {
    return share(step);
  }

  /** Share of the steps that were done when the node was started. */
  double firstShare() {
    return share(firstStep);
  }

  private double share(long steps) {
    return plan.steps() == 0 ? 1 : Math.min(1, (double) steps / plan.steps());
  }

  double tokensPerSecond(Instant now) {
    double seconds = elapsed(now).toMillis() / 1000.0;
    return seconds > 0 ? tokens / seconds : 0;
  }

  /** Time until the last step at the present pace, null if there is no pace yet. */
  @Nullable Duration left(Instant now) {
    return Pace.left(share() - firstShare(), 1 - share(), elapsed(now));
  }
}
