package graft.app.cli;

import graft.app.progress.Progress;
import graft.app.report.Durations;
import graft.app.report.ResultJson;
import graft.app.report.ResultTable;
import graft.app.report.TrialsCsv;
import graft.app.web.WebServer;
import graft.study.InputException;
import graft.study.Runner;
import graft.study.Store;
import graft.study.Study;
import graft.study.StudyObserver;
import graft.study.StudyResult;
import graft.study.StudyResult.Analyses;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft run}: computes what a study still lacks and prints its table. */
@Command(
    name = "run",
    description =
        "Run a study and print its table. Results that the store holds already are not computed"
            + " again, and a run that was stopped goes on where it was.")
final class RunCommand implements Callable<Integer> {
  static final int MOST_THREADS = 4096;

  private final Console console;
  private final Runners runners;

  @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
  private Path file;

  @Mixin private final CutOptions cut = new CutOptions();

  @Mixin private final StoreOption store = new StoreOption();

  @Option(names = "--json", description = "Print one JSON object instead of the table.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write every trial's figures, with recipe and provenance, as CSV.")
  private @Nullable Path csv;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "vector",
      completionCandidates = EngineNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(names = "--threads", paramLabel = "N", description = "Cores to use (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Option(
      names = "--serve",
      description =
          "Also show the study as a page while it runs, as 'graft serve' does; the page stays until"
              + " Ctrl-C.")
  private boolean serve;

  @Mixin private final ServeOptions page = new ServeOptions();

  RunCommand(Console console, Runners runners) {
    this.console = console;
    this.runners = runners;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireUsable();
    Study study = cut.read(file);
    Store opened = Store.open(store.folder());
    if (serve) {
      return withPage(study, opened);
    }
    Runner runner = new CheckedRunner(runners.create(engine, threads), engine);
    Progress progress = progress();
    return report(
        watched(observer -> runner.run(study, opened, observer), progress), opened, progress);
  }

  private int report(StudyResult result, Store opened, Progress progress) {
    print(result, opened, progress);
    if (csv != null) {
      save(result, csv);
    }
    result.failures().forEach(failure -> console.err().println("failed: " + failure));
    return result.failures().isEmpty() ? 0 : Graft.FAILED;
  }

  /** The study with a page that shows it, which stays when the study is done or was stopped. */
  private int withPage(Study study, Store opened) throws InterruptedException {
    WebServer server = page.start(engine, threads, runners, opened, pinned(study), console.err());
    try (server) {
      Progress progress = progress();
      int code = Graft.FAILED;
      try {
        code = report(watched(server::runPinned, progress), opened, progress);
      } catch (InterruptedException e) {
        if (server.isClosed()) {
          return Graft.INTERRUPTED;
        }
        console.err().println("stopped from the page; it goes on from there or by this command");
      }
      console.out().flush();
      console.err().println("The page stays until Ctrl-C: " + server.uri());
      console.err().flush();
      ServeCommand.untilStopped();
      return code;
    }
  }

  private WebServer.Pinned pinned(Study study) {
    try {
      return new WebServer.Pinned(file, Files.readString(file), study);
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  /** What runs the study and tells an observer. */
  @FunctionalInterface
  private interface Running {
    StudyResult run(StudyObserver observer) throws InterruptedException;
  }

  private StudyResult watched(Running running, Progress progress) throws InterruptedException {
    Interruption interruption = Interruption.watch(console.err());
    try (progress) {
      return running.run(progress);
    } finally {
      interruption.forget();
    }
  }

  private static void save(StudyResult result, Path file) {
    try {
      Files.writeString(file, TrialsCsv.of(result));
    } catch (IOException e) {
      throw new InputException("cannot write " + file + " (" + e + "): choose another --csv file");
    }
  }

  private void requireUsable() {
    requireThreads(threads);
    EngineNames.require(engine);
  }

  /** Refuses a number of threads that no machine has. */
  static void requireThreads(int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new InputException("--threads must be from 1 to " + MOST_THREADS + ", not " + threads);
    }
  }

  private Progress progress() {
    InstantSource clock = InstantSource.system();
    if (quiet) {
      return Progress.silent(console.err(), clock);
    }
    return console.liveErr()
        ? Progress.bars(console.err(), clock, console.columns())
        : Progress.lines(console.err(), clock);
  }

  private void print(StudyResult result, Store opened, Progress progress) {
    if (json) {
      console.out().println(ResultJson.of(result));
    } else {
      console.out().print(ResultTable.of(result));
    }
    PrintWriter remarks = json ? console.err() : console.out();
    if (result.analyses().planned() > 0) {
      remarks.println(analyses(result.analyses()));
    }
    remarks.println(summary(opened, result.analyses().computed(), progress));
  }

  private String analyses(Analyses analyses) {
    String all = analyses.there() == analyses.planned() ? "" : " of " + analyses.planned();
    return "%d%s analyses of the models are in the report: graft report %s%s%s -o DIR"
        .formatted(analyses.there(), all, file, cut.words(), store.words());
  }

  private static String summary(Store opened, int analyses, Progress progress) {
    String where = "Results are in " + opened.root().toAbsolutePath().normalize();
    if (progress.computed() == 0) {
      return where + "; nothing had to be computed.";
    }
    Duration time = progress.elapsed();
    int runs = Math.max(0, progress.computed() - analyses);
    String computed =
        Stream.of(counted(runs, "run", "runs"), counted(analyses, "analysis", "analyses"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" and "));
    return where + "; " + computed + " computed in " + Durations.text(time) + ".";
  }

  private static String counted(int count, String one, String more) {
    return count == 0 ? "" : count + " " + (count == 1 ? one : more);
  }
}
