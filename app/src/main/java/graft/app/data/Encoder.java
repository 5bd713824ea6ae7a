package graft.app.data;

import graft.procedure.Example;

/**
 * Turns examples into the bytes of one file, or of several side by side. Holds no state, so one
 * instance serves all threads, and what it writes of an example depends on that example alone.
 */
interface Encoder {
  /** How many files: 1 or 2. */
  default int files() {
    return 1;
  }

  /** Writes what the files begin with. */
  default void begin(Bytes[] files) {}

  /** Writes example {@code index}. */
  void add(long index, Example example, Bytes[] files);
}
