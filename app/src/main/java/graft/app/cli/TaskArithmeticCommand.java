package graft.app.cli;

import graft.surgery.merge.TaskArithmetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft merge task-arithmetic}: see {@link TaskArithmetic}. */
@Command(
    name = "task-arithmetic",
    description = "The base plus scaled differences of models to it.",
    sortOptions = false)
final class TaskArithmeticCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "The base, then the models; the base gives the shape, and what is not taken.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--lambda",
      paramLabel = "L",
      split = ",",
      description = "Scale of each difference, one for all or one each (default: 1).")
  private List<Double> lambdas = new ArrayList<>();

  @Mixin private final MergeOptions options = new MergeOptions();

  TaskArithmeticCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.merge(
        console,
        "base",
        files,
        (selector, embedding) ->
            new TaskArithmetic(selector, MergeOptions.each(lambdas, files.size() - 1), embedding));
  }
}
