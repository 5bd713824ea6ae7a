package graft.app.progress;

import graft.study.Arrangement;
import java.util.List;

/** Shows a board. Calls do not overlap. */
interface View {
  /** The study begins. */
  default void planned() {}

  /** It is settled how the nodes will run. */
  default void arranged(Arrangement arrangement) {}

  /** A node begins at its present step. */
  default void started(NodeProgress node) {}

  /** A node is done. */
  default void finished(NodeProgress node) {}

  /** Time has passed; called about ten times a second. */
  default void tick() {}

  /** Lines that stay. */
  void say(List<String> lines);

  /** Leaves the output ready for others. */
  default void close() {}
}
