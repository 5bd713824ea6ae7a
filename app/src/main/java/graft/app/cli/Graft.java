package graft.app.cli;

import graft.study.LocalRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code graft}, which only holds the others. */
@Command(
    name = "graft",
    description = "Which procedural warm-up helps which task, and where in the network it lives.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something failed on the way; finished results are kept",
      "2:the input cannot be used: command line, study file or store",
      "130:interrupted; the same command goes on from there"
    })
final class Graft {
  /** Something failed that the user could not foresee. */
  static final int FAILED = 1;

  /** What the user gave cannot be used. */
  static final int UNUSABLE = 2;

  /** Stopped by a signal. */
  static final int INTERRUPTED = 130;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an unexpected fault.")
  private boolean debug;

  /** Runs one command; returns its exit code. */
  static int execute(Console console, String... arguments) {
    return execute(console, LocalRunner::new, arguments);
  }

  /** The same with runners of one's own. */
  static int execute(Console console, Runners runners, String... arguments) {
    Graft graft = new Graft();
    CommandLine commandLine = commandLine(graft, console, runners);
    try {
      return commandLine.execute(arguments);
    } catch (Error e) {
      return graft.report(e, console);
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static CommandLine commandLine(Graft graft, Console console, Runners runners) {
    CommandLine commandLine =
        new CommandLine(graft)
            .addSubcommand(new RunCommand(console, runners))
            .addSubcommand(new PlanCommand(console))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new ServeCommand(console, runners))
            .addSubcommand(results(console))
            .addSubcommand(new ListCommand(console))
            .addSubcommand(new SampleCommand(console))
            .addSubcommand(new GenerateCommand(console))
            .addSubcommand(new AnalyzeCommand(console))
            .addSubcommand(new InspectCommand(console))
            .addSubcommand(new DiffCommand(console))
            .addSubcommand(new TransplantCommand(console))
            .addSubcommand(new PerturbCommand(console))
            .addSubcommand(merge(console))
            .addSubcommand(new DoctorCommand(console))
            .addSubcommand(new CompletionCommand(console))
            .addSubcommand(new CommandLine.HelpCommand());
    commandLine
        .getCommandSpec()
        .usageMessage()
        .footer("%nBenchmarks are a program of their own: ./graft bench --help");
    // An explicit choice: AUTO would start the JDK's line editor only to ask whether this is a
    // terminal.
    Help.Ansi ansi = console.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
    return commandLine
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> graft.report(e, console));
  }

  private static CommandLine results(Console console) {
    return new CommandLine(new ResultsCommand())
        .addSubcommand(new ResultsExportCommand(console))
        .addSubcommand(new ResultsImportCommand(console));
  }

  private static CommandLine merge(Console console) {
    return new CommandLine(new MergeCommand())
        .addSubcommand(new LinearCommand(console))
        .addSubcommand(new SlerpCommand(console))
        .addSubcommand(new TaskArithmeticCommand(console))
        .addSubcommand(new TiesCommand(console))
        .addSubcommand(new DareCommand(console));
  }

  private int report(Throwable fault, Console console) {
    return new Fault(fault).report(console.err(), debug);
  }
}
