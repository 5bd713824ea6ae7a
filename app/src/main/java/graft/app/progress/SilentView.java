package graft.app.progress;

import java.io.PrintWriter;
import java.util.List;

/** Says only what must be said. */
record SilentView(PrintWriter err) implements View {
  @Override
  public void say(List<String> lines) {
    lines.forEach(err::println);
    err.flush();
  }
}
