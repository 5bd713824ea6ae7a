package graft.bench;

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
          "graft; published: libtorch as the published program uses it; tuned: libtorch at its best. "
              + "All by default.")
  private List<String> engines = EngineChoice.names();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Numbers of threads; published takes its own. Default: ${DEFAULT-VALUE}.")
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
      description = "A round begins no step after this time. Default: ${DEFAULT-VALUE}.")
  private double seconds = 2;

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
      names = "--kernels",
      description =
          "Instead: the vector engine's kernels one by one, on one thread; about a minute.")
  private boolean kernels;

  /** Names for the help text. */
  static final class ShapeNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ShapeNames() {
      super(Shape.names());
    }
  }

  @Override
  public Integer call() throws IOException {
    if (kernels) {
      print(spec.commandLine().getErr(), "kernels: about a minute ...\n");
      Kernels.run().forEach(line -> print(spec.commandLine().getOut(), line));
      return 0;
    }
    Effort effort = new Effort(rounds, steps, seconds, warmUp);
    List<EngineChoice> chosen = chosen();
    List<Shape> measured = shapes.stream().map(this::shape).toList();
    requirePositive();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Row> all = new ArrayList<>();
    print(json ? err : out, Report.head());
    for (Shape shape : measured) {
      List<Row> rows = Contest.run(shape, chosen, threads, effort, line -> print(err, line + "\n"));
      rows.forEach(row -> print(json ? err : out, Report.line(row)));
      if (csv != null) {
        Report.append(csv, Machine.here(), rows);
      }
      all.addAll(rows);
    }
    if (json) {
      print(out, Report.json(all) + "\n");
    }
    return 0;
  }

  private static void print(PrintWriter to, String text) {
    to.print(text);
    to.flush();
  }

  private Shape shape(String name) {
    try {
      return Shape.named(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--shapes: " + e.getMessage(), e);
    }
  }

  private List<EngineChoice> chosen() {
    for (String name : engines) {
      if (!EngineChoice.names().contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--engines: there is no engine '%s': choose from %s"
                .formatted(name, String.join(", ", EngineChoice.names())));
      }
    }
    return engines.stream().map(EngineChoice::of).toList();
  }

  private void requirePositive() {
    boolean positive = threads.stream().allMatch(count -> count > 0);
    if (!positive || steps < 1 || rounds < 1 || !(seconds > 0) || !(warmUp > 0)) {
      throw new ParameterException(
          spec.commandLine(), "--threads, --steps, --rounds, --seconds and --warm-up: above 0");
    }
  }
}
