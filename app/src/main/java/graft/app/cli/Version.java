package graft.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Which Graft this is: the jar's version and the commit it was built from. */
final class Version implements IVersionProvider {
  /** For example {@code 1.0 (4c1d2aa)}. */
  static String text() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    String commit = System.getProperty("graft.commit", "");
    return (version == null ? "development" : version)
        + (commit.isEmpty() ? "" : " (" + commit + ")");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"graft " + text()};
  }
}
