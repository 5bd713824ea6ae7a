package graft.procedure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a setting may be, as far as its description says: by custom they stand behind
 * the last semicolon, as in {@code "Tokens of x; 1 to 100,000"}. What depends on other settings is
 * left open here, and checked by the procedure alone.
 *
 * @param low smallest, or null if the description names none
 * @param high largest, or null likewise
 */
public record DeclaredRange(@Nullable Double low, @Nullable Double high) {
  private static final String NUMBER = "(\\d[\\d,]*(?:\\.\\d+)?)";
  private static final Pattern LOW = Pattern.compile(NUMBER + " (?:to\\b|or more)|above " + NUMBER);
  private static final Pattern HIGH = Pattern.compile("\\bto " + NUMBER);
  private static final Pattern ALSO_ZERO = Pattern.compile("\\bor 0\\b");

  /** That of a setting; with neither end if it is no single number. */
  public static DeclaredRange of(DeclaredSetting setting) {
    if (!isNumber(setting)) {
      return new DeclaredRange(null, null);
    }
    String about = setting.about();
    String limits = about.substring(about.lastIndexOf(';') + 1);
    Double low = ALSO_ZERO.matcher(limits).find() ? (Double) 0.0 : first(LOW, limits);
    return new DeclaredRange(low, first(HIGH, limits));
  }

  /** Whether a setting is a single number, whole or not. */
  public static boolean isNumber(DeclaredSetting setting) {
    return isWhole(setting) || setting.type().equals(double.class);
  }

  /** Whether a setting is a single whole number. */
  public static boolean isWhole(DeclaredSetting setting) {
    return setting.type().equals(int.class) || setting.type().equals(long.class);
  }

  private static @Nullable Double first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    String number =
        matcher.groupCount() > 1 && matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Double.valueOf(number.replace(",", ""));
  }
}
