package graft.app.example;

import graft.procedure.Example;

/** Which tokens must be predicted. */
final class Targets {
  private Targets() {}

  /** For every token of {@code example}, whether its prediction counts. */
  static boolean[] of(Example example) {
    boolean[] counts = new boolean[example.length()];
    for (int i = 0; i < example.countedLength(); i++) {
      counts[example.counted(i) + 1] = true;
    }
    return counts;
  }
}
