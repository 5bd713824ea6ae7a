package graft.app.cli;

import graft.study.Runner;

/** How {@code graft run} comes by its runner. */
@FunctionalInterface
interface Runners {
  /** A runner with the engine of that name on that many cores. */
  Runner create(String engine, int cores);
}
