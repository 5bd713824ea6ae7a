package graft.app.cli;

import graft.app.report.Receptions;
import graft.study.AnalysisIntake;
import graft.study.Archive;
import graft.study.InputException;
import graft.study.Intake;
import graft.study.Reception;
import graft.study.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft results import}: results that were computed elsewhere, merged into the store. */
@Command(
    name = "import",
    description =
        "Take the results and analyses that a ZIP file, a folder or another store holds and this store lacks."
            + " Each is checked first: the checksums of its files, and the hash of its recipe. A whole"
            + " result of the store is never replaced.")
final class ResultsImportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "FILE.zip|DIR",
      description = "What 'graft results export' wrote, or a store.")
  private Path source;

  @Mixin private final StoreOption store = new StoreOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ResultsImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Archive archive = Archive.open(source)) {
      Store opened = Store.open(store.folder());
      List<Reception> receptions =
          new ArrayList<>(new Intake(opened, this::warn).take(archive.results()));
      receptions.addAll(new AnalysisIntake(opened, this::warn).take(archive.analyses()));
      return Receptions.print(console.out(), console.err(), receptions, store.folder(), json)
          ? 0
          : Graft.FAILED;
    } catch (IOException e) {
      throw new InputException("cannot read " + source + " (" + e + "): export it again");
    }
  }

  private void warn(String warning) {
    console.err().println("warning: " + warning);
  }
}
