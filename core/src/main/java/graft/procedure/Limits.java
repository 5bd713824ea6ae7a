package graft.procedure;

/** Range checks for the compact constructors of procedures. */
public final class Limits {
  private Limits() {}

  /**
   * Requires a whole number in {@code low..high}.
   *
   * @param setting its name as users write it
   * @throws SettingException if it is outside
   */
  public static void require(String setting, long value, long low, long high) {
    if (value < low || value > high) {
      throw outside(setting, value, low, high);
    }
  }

  /**
   * Requires a number in [low, high]. Neither NaN nor -0 lies in [0, 1]: -0 equals 0 but prints and
   * hashes differently, and a recipe is named by its hash.
   *
   * @param setting its name as users write it
   * @throws SettingException if it is outside
   */
  public static void require(String setting, double value, double low, double high) {
    if (Double.compare(value, low) < 0 || Double.compare(value, high) > 0) {
      throw outside(setting, value, low, high);
    }
  }

  /**
   * The error for a text that cannot be read.
   *
   * @param setting its name as users write it
   * @param wanted what it must be, with an example
   * @param found shortened in the message if it is long
   */
  public static SettingException unreadable(String setting, String wanted, String found) {
    return new SettingException(
        setting, setting + " must be " + wanted + ", not " + SettingValue.quoted(found));
  }

  private static SettingException outside(String setting, Number value, Number low, Number high) {
    return new SettingException(
        setting, setting + " must be between " + low + " and " + high + ", not " + value);
  }
}
