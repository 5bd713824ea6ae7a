package graft.bench;

import graft.procedure.Procedures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code graft bench}. */
@Command(
    name = "graft bench",
    description =
        "Times whole training steps (data, forward, backward, clipping, AdamW) of Graft and of the "
            + "same model in libtorch, in turn. Leave the machine alone meanwhile.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--shapes",
      split = ",",
      paramLabel = "NAME",
      description = "What to train: @|bold ${COMPLETION-CANDIDATES}|@; all by default.",
      completionCandidates = ShapeNames.class)
  private List<String> shapes = Shape.names();

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "NAME",
      description =
          "graft; published: libtorch as the published program uses it; tuned: libtorch at its best; "
              + "torch-python: PyTorch in Python as published, if python3 has it. All by default.")
  private List<String> engines = EngineChoice.names();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description =
          "Numbers of threads; published and torch-python take their own. Default: ${DEFAULT-VALUE}.")
  private List<Integer> threads = List.of(1, 2);

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Timed steps in a round at the most. Default: ${DEFAULT-VALUE}.")
  private int steps = 100;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds of every engine in turn. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "A round begins no step after this time. Default: 2. With --spread: of each process; 5. "
              + "With --drawing: of each process; 2.")
  private @Nullable Double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description = "Seconds of every engine before its first round. Default: ${DEFAULT-VALUE}.")
  private double warmUp = 5;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Append the rows with date, commit, processor and Java.")
  private @Nullable Path csv;

  @Option(
      names = "--spread",
      paramLabel = "N",
      description =
          "Instead: Graft alone in N processes one after another, each from its start: how much "
              + "their speeds differ, and after how long 90 %% of it is reached.")
  private @Nullable Integer spread;

  @Option(
      names = "--kernels",
      description =
          "Instead: the vector engine's kernels one by one, on one thread; about a minute.")
  private boolean kernels;

  @Option(
      names = "--drawing",
      description =
          "Instead: how fast examples of every procedure are drawn, and what share of a training "
              + "step that is; about two minutes.")
  private boolean drawing;

  /** Names for the help text. */
  static final class ShapeNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ShapeNames() {
      super(Shape.names());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireSense();
    List<?> rows =
        kernels ? kernels() : drawing ? drawing() : spread != null ? spread(spread) : contests();
    if (json) {
      print(spec.commandLine().getOut(), Report.json(rows) + "\n");
    }
    return 0;
  }

  private List<Row> contests() throws IOException, InterruptedException {
    Effort effort = new Effort(rounds, steps, seconds == null ? 2 : seconds, warmUp);
    List<EngineChoice> chosen = chosen();
    List<Shape> measured = measured(Row.class);
    List<Row> all = new ArrayList<>();
    table(Report.head());
    for (Shape shape : measured) {
      List<Row> rows = Contest.run(shape, chosen, threads, effort, this::progress);
      rows.forEach(row -> table(Report.line(row)));
      record(Row.class, rows);
      all.addAll(rows);
    }
    return all;
  }

  private List<SpreadRow> spread(int processes) throws IOException {
    List<Shape> measured = measured(SpreadRow.class);
    List<SpreadRow> all = new ArrayList<>();
    table(Report.spreadHead());
    for (Shape shape : measured) {
      for (int count : threads) {
        List<SpreadRow> rows =
            Spread.run(
                shape,
                count,
                processes,
                seconds == null ? 5 : seconds,
                row -> table(Report.line(row)));
        table(Report.lines(SpreadSummary.of(rows)));
        record(SpreadRow.class, rows);
        all.addAll(rows);
      }
    }
    return all;
  }

  private List<KernelRow> kernels() throws IOException {
    progress("kernels: about a minute ...");
    List<KernelRow> rows = Kernels.run();
    table(Report.kernelHead());
    rows.forEach(row -> table(Report.line(row)));
    return rows;
  }

  private List<DrawingRow> drawing() throws IOException {
    if (csv != null) {
      Csv.requireRoom(csv, DrawingRow.class);
    }
    table(Report.drawingHead());
    List<DrawingRow> rows =
        Drawing.run(
            Procedures.names(),
            threads,
            seconds == null ? 2 : seconds,
            row -> table(Report.line(row)));
    record(DrawingRow.class, rows);
    return rows;
  }

  private void table(String text) {
    print(json ? spec.commandLine().getErr() : spec.commandLine().getOut(), text);
  }

  private void progress(String line) {
    print(spec.commandLine().getErr(), line + "\n");
  }

  private static void print(PrintWriter to, String text) {
    to.print(text);
    to.flush();
  }

  private <T> void record(Class<T> type, List<T> rows) throws IOException {
    if (csv != null) {
      Csv.append(csv, Machine.here(), type, rows);
    }
  }

  /** The shapes, once it is known that the file can take what is measured of them. */
  private List<Shape> measured(Class<?> type) throws IOException {
    if (csv != null) {
      Csv.requireRoom(csv, type);
    }
    return shapes.stream().map(this::shape).toList();
  }

  private Shape shape(String name) {
    try {
      return Shape.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--shapes: " + e.getMessage(), e);
    }
  }

  private List<EngineChoice> chosen() throws InterruptedException {
    for (String name : engines) {
      if (!EngineChoice.names().contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--engines: there is no engine '%s': choose from %s"
                .formatted(name, String.join(", ", EngineChoice.names())));
      }
    }
    List<EngineChoice> chosen = new ArrayList<>(engines.stream().map(EngineChoice::of).toList());
    if (chosen.contains(EngineChoice.TORCH_PYTHON) && !PythonContestant.available()) {
      progress("torch-python is left out: python3 cannot import torch");
      chosen.remove(EngineChoice.TORCH_PYTHON);
    }
    return chosen;
  }

  private void requireSense() {
    boolean positive = threads.stream().allMatch(count -> count > 0);
    if (!positive
        || steps < 1
        || rounds < 1
        || (seconds != null && !(seconds > 0))
        || !(warmUp > 0)
        || (spread != null && spread < 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--threads, --steps, --rounds, --seconds, --warm-up and --spread: above 0");
    }
    if (kernels && (spread != null || csv != null)) {
      throw new ParameterException(
          spec.commandLine(), "--kernels goes with neither --spread nor --csv");
    }
    if (drawing && (spread != null || kernels)) {
      throw new ParameterException(
          spec.commandLine(), "--drawing goes with neither --spread nor --kernels");
    }
  }
}
