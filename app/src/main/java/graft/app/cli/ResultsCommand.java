package graft.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code graft results}, which only holds what is done with them. */
@Command(
    name = "results",
    description = "Carry results from one store to another.",
    synopsisSubcommandLabel = "export|import")
final class ResultsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "graft results needs one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
