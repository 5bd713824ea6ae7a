package graft.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which store a command works with. */
final class StoreOption {
  private static final String DEFAULT = "graft-store";

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  /** The option after a blank, for another command; nothing if the store is the usual one. */
  String words() {
    return folder.equals(Path.of(DEFAULT)) ? "" : " --store " + folder;
  }

  /** The store's folder. */
  Path folder() {
    return folder;
  }
}
