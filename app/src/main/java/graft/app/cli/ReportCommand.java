package graft.app.cli;

import graft.app.report.ResultTable;
import graft.app.report.page.StudyReport;
import graft.engine.Engines;
import graft.study.InputException;
import graft.study.Store;
import graft.study.StoredStudy;
import graft.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft report}: what the store holds of a study, as a page, tables, figures and data. */
@Command(
    name = "report",
    description =
        "Write a study's report from the results in the store: index.html, which needs nothing"
            + " else, tables in Markdown, LaTeX and CSV, every trial as CSV and Parquet, figures as"
            + " SVG and PNG. Nothing is trained; trials without a result are shown as such.")
final class ReportCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
  private Path file;

  @Mixin private final CutOptions cut = new CutOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Folder of the report; files of an earlier one are replaced.")
  private Path output;

  @Mixin private final StoreOption store = new StoreOption();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "vector",
      completionCandidates = EngineNames.class,
      description = "Whose results: one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    EngineNames.require(engine);
    if (!Files.isDirectory(store.folder())) {
      throw new InputException(
          "there is no store "
              + store.folder()
              + ": 'graft run "
              + file
              + "' makes one, --store names one");
    }
    Study study = cut.read(file);
    StoredStudy stored =
        StoredStudy.read(study, Engines.create(engine).arithmetic(), Store.open(store.folder()));
    try {
      new StudyReport(study, stored, Files.readString(file)).write(output);
    } catch (IOException e) {
      throw new InputException("cannot write to " + output + " (" + e + "): choose another -o");
    }
    console.out().print(ResultTable.of(stored.result()));
    console.out().println("The report is " + output.resolve("index.html"));
    stored.result().failures().forEach(failure -> console.err().println("failed: " + failure));
  }
}
