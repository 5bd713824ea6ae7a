package graft.study;

import graft.training.Measurement;
import java.util.List;

/** Is told how a study goes on, from several threads at once; must return quickly. */
public interface StudyObserver {
  /** Before anything runs: every node once, in an order in which they can run. */
  default void planned(List<NodePlan> nodes) {}

  /**
   * How the nodes that are not done will run; after {@link #planned}, once, and only if there is
   * anything to compute.
   */
  default void arranged(Arrangement arrangement) {}

  /** A node begins, or goes on from a checkpoint at {@code step}. */
  default void started(NodePlan node, long step) {}

  /**
   * {@code step} steps of a node are done; {@code tokens} input tokens were trained on since it was
   * started.
   */
  default void progressed(NodePlan node, long step, long tokens) {}

  /** An evaluation of a running node. */
  default void measured(NodePlan node, Measurement measurement) {}

  /** A node's result is in the store, computed here or by another process meanwhile. */
  default void finished(NodePlan node) {}

  /**
   * Something the user should know that does not stop the study, for example a damaged result that
   * is computed again.
   */
  default void warned(String message) {}
}
