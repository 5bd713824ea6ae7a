package graft.app.cli;

import graft.surgery.merge.Dare;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft merge dare}: see {@link Dare}. */
@Command(
    name = "dare",
    description = "Task arithmetic with differences dropped at random and rescaled.",
    sortOptions = false)
final class DareCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "The base, then the models; the base gives the shape, and what is not taken.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--drop",
      paramLabel = "P",
      required = true,
      description = "Share of the differences that is dropped, from 0 to below 1.")
  private double drop;

  @Option(
      names = "--lambda",
      paramLabel = "L",
      split = ",",
      description = "Scale of each difference, one for all or one each (default: 1).")
  private List<Double> lambdas = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of what is dropped (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private final MergeOptions options = new MergeOptions();

  DareCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.merge(
        console,
        "base",
        files,
        (selector, embedding) ->
            new Dare(
                selector, drop, MergeOptions.each(lambdas, files.size() - 1), seed, embedding));
  }
}
