package graft.app.cli;

import graft.engine.Engines;
import java.util.Iterator;

/** What {@code --engine} can be, for help and completion. */
final class EngineNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Engines.names().iterator();
  }
}
