package graft.app.cli;

import graft.app.web.WebServer;
import graft.study.Store;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft serve}: the page that shows studies and their results, and runs them. */
@Command(
    name = "serve",
    description =
        "Show studies and what the store has of them as a page in the browser, and run them from"
            + " there. Only this machine can reach it unless --host is given.")
final class ServeCommand implements Callable<Integer> {
  private final Console console;
  private final Runners runners;

  @Mixin private final ServeOptions page = new ServeOptions();

  @Mixin private final StoreOption store = new StoreOption();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "vector",
      completionCandidates = EngineNames.class,
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String engine;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Cores for a study that is run from the page (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  ServeCommand(Console console, Runners runners) {
    this.console = console;
    this.runners = runners;
  }

  @Override
  public Integer call() throws InterruptedException {
    EngineNames.require(engine);
    RunCommand.requireThreads(threads);
    WebServer server =
        page.start(engine, threads, runners, Store.open(store.folder()), null, console.err());
    try {
      untilStopped();
    } finally {
      server.close();
    }
    return 0;
  }

  /** Waits for Ctrl-C. */
  static void untilStopped() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
