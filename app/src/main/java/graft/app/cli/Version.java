package graft.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** Which Graft this is: the jar's version and the commit it was built from. */
final class Version implements IVersionProvider {
  /** For example {@code 1.0 (4c1d2aa)}. */
  static String text() {
    String commit = commit();
    return number() + (commit.isEmpty() ? "" : " (" + commit + ")");
  }

  /** For example {@code 1.0}. */
  static String number() {
    @Nullable String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The commit, or an empty text if nobody knows. */
  static String commit() {
    return System.getProperty("graft.commit", "");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"graft " + text()};
  }
}
