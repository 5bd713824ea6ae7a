package graft.app.cli;

import graft.app.report.Durations;
import graft.app.report.ForecastTable;
import graft.engine.Engines;
import graft.study.Forecast;
import graft.study.Store;
import graft.study.Study;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft plan}: what a study takes, before anything is run. */
@Command(
    name = "plan",
    description =
        "Show what a study takes before it is run: its training runs, how many the store has, time"
            + " and disk. Each kind of run is trained for a moment to find its speed; nothing is"
            + " kept.")
final class PlanCommand implements Callable<Integer> {
  private static final Duration MEASURING = Duration.ofMillis(700);

  private final Console console;

  @Parameters(paramLabel = "STUDY.yaml", description = "The study.")
  private Path file;

  @Mixin private final CutOptions cut = new CutOptions();

  @Mixin private final StoreOption store = new StoreOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "vector",
      completionCandidates = EngineNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    EngineNames.require(engine);
    Study study = cut.read(file);
    Runtime machine = Runtime.getRuntime();
    Forecast forecast =
        Forecast.of(
            study,
            Engines.create(engine),
            Store.open(store.folder()),
            machine.availableProcessors(),
            machine.maxMemory(),
            MEASURING);
    if (json) {
      console.out().println(ForecastTable.json(forecast, study.changes()));
    } else {
      console.out().print(ForecastTable.of(forecast, study.changes()));
      console.out().println(summary(forecast));
    }
    return 0;
  }

  private static String summary(Forecast forecast) {
    boolean runsDone = forecast.kinds().stream().allMatch(kind -> kind.runs() == kind.done());
    boolean looksDone = forecast.analyses().stream().allMatch(kind -> kind.runs() == kind.done());
    if (runsDone) {
      return looksDone
          ? "Nothing is left to compute."
          : "No run is left to compute, and the analyses take about "
              + Durations.text(forecast.time())
              + " here.";
    }
    boolean early = forecast.kinds().stream().anyMatch(Forecast.Kind::stopsEarly);
    return (early ? "About " : "At the most about ")
        + Durations.text(forecast.time())
        + " here, "
        + forecast.sideBySide()
        + (early
            ? " side by side, if runs stop as early as those in the store."
            : " side by side; runs that stop early make it less.");
  }
}
