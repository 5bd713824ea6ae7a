package graft.app.cli;

import graft.surgery.merge.Linear;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft merge linear}: see {@link Linear}. */
@Command(name = "linear", description = "The weighted mean of models.", sortOptions = false)
final class LinearCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The models; the first gives the shape, and what is not taken.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--weights",
      paramLabel = "W",
      split = ",",
      description = "One for each model (default: 1 each).")
  private List<Double> weights = new ArrayList<>();

  @Option(names = "--sum", description = "The weighted sum: do not divide by the sum of weights.")
  private boolean sum;

  @Mixin private final MergeOptions options = new MergeOptions();

  LinearCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.merge(
        console,
        "model",
        files,
        (selector, embedding) ->
            new Linear(selector, MergeOptions.each(weights, files.size()), !sum, embedding));
  }
}
