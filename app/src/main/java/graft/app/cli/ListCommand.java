package graft.app.cli;

import graft.app.report.Json;
import graft.procedure.Procedures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft list}: what there is to use. */
@Command(
    name = "list",
    description = "List the procedures with their settings, and the studies of the folder studies.")
final class ListCommand implements Runnable {
  /** What can be listed. */
  enum Kind {
    PROCEDURES,
    STUDIES
  }

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "procedures|studies",
      description = "What to list; both if left out.")
  private @Nullable Kind kind;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    List<Procedures.Entry> procedures = kind == Kind.STUDIES ? List.of() : Procedures.entries();
    List<StudyFile> studies = kind == Kind.PROCEDURES ? List.of() : StudyFile.all(console.err());
    if (json) {
      console.out().println(json(procedures, studies));
    } else {
      procedures.forEach(entry -> console.out().print(ProcedureText.of(entry)));
      studies.forEach(study -> console.out().println(study.text()));
    }
  }

  private String json(List<Procedures.Entry> procedures, List<StudyFile> studies) {
    Map<String, @Nullable Object> object = Json.object();
    if (kind != Kind.STUDIES) {
      object.put("procedures", procedures.stream().map(ProcedureText::json).toList());
    }
    if (kind != Kind.PROCEDURES) {
      object.put("studies", studies.stream().map(StudyFile::json).toList());
    }
    return Json.text(object);
  }
}
