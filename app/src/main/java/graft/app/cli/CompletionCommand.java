package graft.app.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code graft completion}: the completion script for bash and zsh. */
@Command(
    name = "completion",
    description = "Print the completion script for bash and zsh: source <(graft completion)")
final class CompletionCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.out().print(AutoComplete.bash("graft", spec.root().commandLine()));
    console.out().flush();
  }
}
