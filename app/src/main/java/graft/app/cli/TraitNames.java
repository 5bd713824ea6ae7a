package graft.app.cli;

import graft.analysis.Trait;
import java.util.Arrays;
import java.util.Iterator;

/** What {@code --probe} can be, for help and completion. */
final class TraitNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(Trait.values()).map(Trait::id).iterator();
  }
}
