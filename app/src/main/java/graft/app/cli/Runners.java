package graft.app.cli;

import graft.study.Runner;

/** How commands come by their runner. */
@FunctionalInterface
interface Runners {
  /** A runner with the engine of that name on that many cores. */
  Runner create(String engine, int cores);
}
