package graft.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which examples of a procedure a command draws. */
final class ExampleOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the procedure; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the experiment (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Settings of the procedure by name. */
  Map<String, String> settings() {
    return settings;
  }

  /** Seed of the experiment. */
  long seed() {
    return seed;
  }
}
