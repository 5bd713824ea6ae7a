package graft.app.cli;

import graft.app.report.Json;
import graft.app.report.TextTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code graft doctor}: whether this machine is fit for work. */
@Command(
    name = "doctor",
    description =
        "Show what Graft found on this machine, compare the engine with the reference, time its"
            + " kernels, and look whether the store can be written. Exits with 1 if something is"
            + " wrong.")
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "graft-store",
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path store;

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Finding> findings = Diagnosis.of(store);
    boolean healthy = findings.stream().allMatch(Finding::ok);
    if (json) {
      console.out().println(json(findings, healthy));
    } else {
      console.out().print(text(findings));
    }
    return healthy ? 0 : Graft.FAILED;
  }

  private static String text(List<Finding> findings) {
    return TextTable.layOut(
        findings.stream()
            .map(found -> List.of(found.name(), (found.ok() ? "" : "WRONG: ") + found.text()))
            .toList(),
        List.of(false, false));
  }

  private static String json(List<Finding> findings, boolean healthy) {
    Map<String, @Nullable Object> object = Json.object("ok", healthy);
    findings.forEach(found -> object.put(found.name(), found.value()));
    return Json.text(object);
  }
}
