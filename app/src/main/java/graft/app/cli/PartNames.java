package graft.app.cli;

import graft.surgery.Part;
import java.util.Iterator;

/** What {@code --take} can be, for completion. */
final class PartNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Part.words().iterator();
  }
}
