package graft.app.cli;

import graft.procedure.Procedures;
import java.util.Iterator;

/** What {@code graft sample} can be asked for, for completion. */
final class ProcedureNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Procedures.names().iterator();
  }
}
