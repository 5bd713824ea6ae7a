package graft.app.web;

import graft.study.Standing.State;

/** Words for pages. */
final class Words {
  private Words() {}

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
