package graft.bench;

import picocli.CommandLine;

/** Where the launcher enters for {@code graft bench}. */
public final class Main {
  private Main() {}

  /** Runs the benchmark and ends the process: 0 done, 1 failed, 2 the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line; a fault is told in a sentence. */
  static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> {
              command.getErr().println("graft bench: " + fault.getMessage());
              return 1;
            });
  }
}
