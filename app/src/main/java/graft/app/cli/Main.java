package graft.app.cli;

/** Where the launcher enters. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    StandardError.unfilter();
    System.exit(Graft.execute(Console.system(), arguments));
  }
}
