package graft.app.cli;

import graft.surgery.merge.Slerp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft merge slerp}: see {@link Slerp}. */
@Command(
    name = "slerp",
    description = "Between two models on a circle, tensor by tensor.",
    sortOptions = false)
final class SlerpCommand implements Runnable {
  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE",
      description = "Two models; the first gives the shape, and what is not taken.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--t",
      paramLabel = "T",
      defaultValue = "0.5",
      description = "From 0, the first, to 1, the second (default: ${DEFAULT-VALUE}).")
  private double t;

  @Mixin private final MergeOptions options = new MergeOptions();

  SlerpCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    options.merge(
        console, "model", files, (selector, embedding) -> new Slerp(selector, t, embedding));
  }
}
