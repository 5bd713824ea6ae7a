package graft.app.cli;

/**
 * One line of {@code graft doctor}.
 *
 * @param name what was looked at
 * @param value what was found, for programs
 * @param text what was found, for people; says the mend if it is not ok
 * @param ok whether Graft can work with it
 */
record Finding(String name, Object value, String text, boolean ok) {
  /** A plain fact. */
  static Finding fact(String name, String text) {
    return new Finding(name, text, text, true);
  }
}
