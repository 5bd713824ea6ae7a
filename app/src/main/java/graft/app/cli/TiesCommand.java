package graft.app.cli;

import graft.surgery.merge.Ties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft merge ties}: see {@link Ties}. */
@Command(
    name = "ties",
    description = "The base plus the mean of the largest differences that agree in sign.",
    sortOptions = false)
final class TiesCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "The base, then the models; the base gives the shape, and what is not taken.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--density",
      paramLabel = "D",
      required = true,
      description = "Share of each difference that is kept, the largest values, from 0 to 1.")
  private double density;

  @Option(
      names = "--weights",
      paramLabel = "W",
      split = ",",
      description = "One for each model after the base (default: 1 each).")
  private List<Double> weights = new ArrayList<>();

  @Option(
      names = "--lambda",
      paramLabel = "L",
      defaultValue = "1",
      description = "Scale of the mean difference (default: ${DEFAULT-VALUE}).")
  private double lambda;

  @Mixin private final MergeOptions options = new MergeOptions();

  TiesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.merge(
        console,
        "base",
        files,
        (selector, embedding) ->
            new Ties(
                selector,
                density,
                MergeOptions.each(weights, files.size() - 1),
                lambda,
                embedding));
  }
}
