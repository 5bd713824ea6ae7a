package graft.app.cli;

import graft.app.report.Json;
import graft.app.report.Receptions;
import graft.engine.Engines;
import graft.study.AnalysisIntake;
import graft.study.Archive;
import graft.study.InputException;
import graft.study.Intake;
import graft.study.Reception;
import graft.study.Result;
import graft.study.Store;
import graft.study.StoredStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft results export}: finished results as a ZIP file or folder, for another store. */
@Command(
    name = "export",
    description =
        "Write the finished results and analyses of a study, or all of the store, to a ZIP file or a folder that"
            + " 'graft results import' takes into another store.")
final class ResultsExportCommand implements Callable<Integer> {
  private static final List<String> ARCHIVES = List.of(".tar", ".tgz", ".gz", ".xz", ".7z");

  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "STUDY.yaml", description = "The study.")
  private @Nullable Path file;

  @Option(names = "--all", description = "Every result of the store.")
  private boolean all;

  @Mixin private final CutOptions cut = new CutOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.zip|DIR",
      required = true,
      description =
          "A new ZIP file, or a folder: one that is there gets what it lacks, and is a store itself.")
  private Path output;

  @Option(
      names = {"--force", "--overwrite"},
      description = "Replace FILE.zip if it is there.")
  private boolean replace;

  @Mixin private final StoreOption store = new StoreOption();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "vector",
      completionCandidates = EngineNames.class,
      description =
          "Whose results of the study: one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ResultsExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireUsable();
    Store opened = Store.open(store.folder());
    List<Result> results = results(opened);
    if (results.isEmpty()) {
      throw new InputException(
          "the store "
              + store.folder()
              + " has no finished result"
              + (file == null ? "" : " of " + file)
              + ": 'graft run' computes them, --store names another store");
    }
    List<Path> analyses = analyses(opened);
    if (isZip()) {
      zip(results, analyses);
      return 0;
    }
    Store target = Store.open(output);
    List<Reception> receptions =
        new ArrayList<>(
            new Intake(target, this::warn).take(results.stream().map(Result::folder).toList()));
    receptions.addAll(new AnalysisIntake(target, this::warn).take(analyses));
    return Receptions.print(console.out(), console.err(), receptions, output, json)
        ? 0
        : Graft.FAILED;
  }

  private void requireUsable() {
    if (all == (file != null)) {
      throw new InputException(
          all ? "name a study or --all, not both" : "name a study, or --all for the whole store");
    }
    EngineNames.require(engine);
    if (!Files.isDirectory(store.folder())) {
      throw new InputException("there is no store " + store.folder() + ": --store names another");
    }
    String name = output.toString().toLowerCase(Locale.ROOT);
    if (ARCHIVES.stream().anyMatch(name::endsWith)) {
      throw new InputException(
          "-o " + output + " is not a kind of file that can be written: name a .zip or a folder");
    }
    if (!isZip() && Files.isRegularFile(output)) {
      throw new InputException(
          "-o " + output + " is a file, not a folder: name a .zip file or a folder");
    }
    if (isZip() && Files.exists(output) && !replace) {
      throw new InputException(
          output + " is there already: --force replaces it, -o names another file");
    }
  }

  private boolean isZip() {
    return output.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private List<Result> results(Store opened) {
    if (file != null) {
      return StoredStudy.results(cut.read(file), Engines.create(engine).arithmetic(), opened);
    }
    List<Result> results = new ArrayList<>();
    try {
      for (String id : opened.ids()) {
        Result result = opened.find(id);
        if (result == null) {
          console.err().println("warning: the result " + id + " is damaged and is left out");
        } else {
          results.add(result);
        }
      }
      return results;
    } catch (IOException e) {
      throw new InputException("cannot read the store " + store.folder() + " (" + e + ")");
    }
  }

  private List<Path> analyses(Store opened) {
    try {
      return file == null
          ? opened.analyses()
          : StoredStudy.analyses(cut.read(file), Engines.create(engine).arithmetic(), opened);
    } catch (IOException e) {
      throw new InputException("cannot read the store " + store.folder() + " (" + e + ")");
    }
  }

  private void warn(String warning) {
    console.err().println("warning: " + warning);
  }

  private void zip(List<Result> results, List<Path> analyses) {
    try {
      Archive.write(results, analyses, output);
    } catch (IOException e) {
      throw new InputException("cannot write " + output + " (" + e + "): choose another -o");
    }
    console
        .out()
        .println(
            json
                ? Json.text(
                    Json.object(
                        "results", results.stream().map(Result::id).toList(),
                        "analyses", analyses.stream().map(Archive::analysis).toList()))
                : counted(results, analyses) + " in " + output);
  }

  private static String counted(List<Result> results, List<Path> analyses) {
    String text = results.size() + (results.size() == 1 ? " result" : " results");
    if (!analyses.isEmpty()) {
      text += " and " + analyses.size() + (analyses.size() == 1 ? " analysis" : " analyses");
    }
    return text + (results.size() == 1 && analyses.isEmpty() ? " is" : " are");
  }
}
