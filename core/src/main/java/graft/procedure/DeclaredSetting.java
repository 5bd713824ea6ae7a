package graft.procedure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting as a procedure declares it.
 *
 * @param name as users write it
 * @param type int, long, double, boolean, String or an enum
 * @param fallback the default, in canonical form: an Integer, Long, Double, Boolean or String
 * @param about one line for users
 */
public record DeclaredSetting(String name, Class<?> type, Object fallback, String about) {
  /** The type in words, for example {@code "whole number"} or {@code "one of up, down"}. */
  public String typeName() {
    if (type.isEnum()) {
      return "one of " + String.join(", ", choices());
    }
    return switch (type.getName()) {
      case "int", "long" -> "whole number";
      case "double" -> "number";
      case "boolean" -> "true or false";
      default -> "text";
    };
  }

  /** What an enum's setting may be, as users write it; empty for other types. */
  public List<String> choices() {
    Object @Nullable [] constants = type.getEnumConstants();
    return constants == null
        ? List.of()
        : Arrays.stream(constants).map(SettingValue::name).toList();
  }
}
