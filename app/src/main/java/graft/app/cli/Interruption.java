package graft.app.cli;

import java.io.PrintWriter;

/** Tells somebody who stops a run, with Ctrl-C for example, that nothing finished is lost. */
final class Interruption {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Speaks if the process is stopped before {@link #forget}. */
  static Interruption watch(PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              err.println(
                  "\ngraft: interrupted; what was finished is kept, and the same command goes on"
                      + " from there");
              err.flush();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** The run is over. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has spoken.
      return;
    }
  }
}
