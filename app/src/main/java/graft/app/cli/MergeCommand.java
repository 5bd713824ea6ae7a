package graft.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code graft merge}, which only holds the methods. */
@Command(
    name = "merge",
    description = "Make one model of several, of the same layers, heads and width.",
    footer =
        "%nAttention of one model with the MLP of another: graft transplant, with several --donor.",
    synopsisSubcommandLabel = "METHOD")
final class MergeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "graft merge needs a METHOD: " + String.join(", ", spec.subcommands().keySet()));
  }
}
