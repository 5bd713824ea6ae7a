package graft.procedure;

import org.jspecify.annotations.Nullable;

/** A setting that cannot be used; the message names it, the value found and the mend. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final @Nullable String setting;

  /**
   * @param setting the name as the user wrote it, so that a reader of files can point at its line;
   *     null if no single setting is at fault
   */
  public SettingException(@Nullable String setting, String message) {
    super(message);
    this.setting = setting;
  }

  /** The setting at fault, named as the user wrote it, or null if it is no single one. */
  public @Nullable String setting() {
    return setting;
  }
}
