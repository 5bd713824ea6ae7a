package graft.app.cli;

import graft.study.InputException;
import java.io.PrintWriter;

/** What stopped a command, told in one line. */
record Fault(Throwable cause) {
  /** Prints what happened and returns the exit code. */
  int report(PrintWriter err, boolean debug) {
    if (debug) {
      cause.printStackTrace(err);
    }
    if (cause instanceof InputException) {
      err.println("graft: " + cause.getMessage());
      return Graft.UNUSABLE;
    }
    err.println("graft: " + explanation() + (debug ? "" : " (--debug shows where)"));
    return Graft.FAILED;
  }

  private String explanation() {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof LinkageError && message.contains("jdk/incubator/vector")) {
      return "the vector engine needs a module that is not there: start java with"
          + " --add-modules jdk.incubator.vector, as the launcher does";
    }
    if (cause instanceof OutOfMemoryError) {
      return "out of memory: give the JVM more, for example GRAFT_OPTS=-Xmx8g, or take a smaller"
          + " model or batch";
    }
    boolean ours = cause.getClass().getName().startsWith("graft.");
    return ours ? message : "unexpected fault: " + cause;
  }
}
