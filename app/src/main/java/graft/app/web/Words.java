package graft.app.web;

import graft.app.report.Figures;
import graft.study.Standing.State;

/** Words for pages. */
final class Words {
  private Words() {}

  /** An amount of memory, however small. */
  static String bytes(long bytes) {
    return bytes < 100_000 ? Figures.decimals(bytes / 1e3, 0) + " kB" : Figures.bytes(bytes);
  }

  static String of(State state) {
    return switch (state) {
      case FINISHED -> "finished";
      case RUNNING -> "running";
      case STOPPED -> "stopped";
      case FAILED -> "failed";
      case WAITING -> "not begun";
    };
  }
}
