package graft.app.cli;

import graft.engine.Engines;
import graft.procedure.Suggestion;
import graft.study.InputException;
import java.util.Iterator;

/** What {@code --engine} can be, for help and completion. */
final class EngineNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Engines.names().iterator();
  }

  /**
   * Checks that there is an engine of that name.
   *
   * @throws InputException naming the nearest one, if not
   */
  static void require(String name) {
    if (!Engines.names().contains(name)) {
      throw new InputException(
          "there is no engine '" + name + "'" + Suggestion.hint(name, Engines.names()));
    }
  }
}
