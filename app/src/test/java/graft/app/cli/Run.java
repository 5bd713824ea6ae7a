package graft.app.cli;

import graft.study.LocalRunner;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One command, run inside the test. */
record Run(int code, String out, String err) {
  static Run of(String... arguments) {
    return with(LocalRunner::new, false, arguments);
  }

  static Run with(Runners runners, String... arguments) {
    return with(runners, false, arguments);
  }

  static Run with(Runners runners, boolean terminal, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(new PrintWriter(out), new PrintWriter(err), terminal, terminal, terminal, 80);
    int code = Graft.execute(console, runners, arguments);
    return new Run(code, out.toString(), err.toString());
  }
}
