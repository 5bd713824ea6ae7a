package graft.app.progress;

import graft.study.Arrangement;
import graft.study.NodePlan;
import graft.study.StudyObserver;
import graft.training.Measurement;
import java.util.List;

/** Tells two observers the same, one after the other. */
public record Both(StudyObserver first, StudyObserver second) implements StudyObserver {
  @Override
  public void planned(List<NodePlan> nodes) {
    first.planned(nodes);
    second.planned(nodes);
  }

  @Override
  public void arranged(Arrangement arrangement) {
    first.arranged(arrangement);
    second.arranged(arrangement);
  }

  @Override
  public void started(NodePlan node, long step) {
    first.started(node, step);
    second.started(node, step);
  }

  @Override
  public void progressed(NodePlan node, long step, long tokens) {
    first.progressed(node, step, tokens);
    second.progressed(node, step, tokens);
  }

  @Override
  public void measured(NodePlan node, Measurement measurement) {
    first.measured(node, measurement);
    second.measured(node, measurement);
  }

  @Override
  public void finished(NodePlan node) {
    first.finished(node);
    second.finished(node);
  }

  @Override
  public void warned(String message) {
    first.warned(message);
    second.warned(message);
  }
}
