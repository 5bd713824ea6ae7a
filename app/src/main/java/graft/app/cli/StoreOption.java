package graft.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which store a command works with. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "graft-store",
      description = "Folder of the results (default: ./${DEFAULT-VALUE}).")
  private Path folder;

  /** The store's folder. */
  Path folder() {
    return folder;
  }
}
