package graft.procedure;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting as a procedure declares it.
 *
 * @param name as users write it
 * @param type int, long, double, boolean, String, an enum, Procedure or List
 * @param items what a list holds: Double or Procedure; null for other types
 * @param fallback the default, in canonical form, see {@link Procedures#settings}
 * @param about one line for users
 */
public record DeclaredSetting(
    String name, Class<?> type, @Nullable Class<?> items, Object fallback, String about) {
  /** The type in words, for example {@code "whole number"} or {@code "one of up, down"}. */
  public String typeName() {
    if (type.equals(Procedure.class)) {
      return "procedure";
    }
    if (items != null) {
      return items.equals(Procedure.class) ? "list of procedures" : "list of numbers";
    }
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

  /** The default as users write it. */
  public String fallbackText() {
    return text(fallback);
  }

  /** A value, in the form of {@link Procedures#settings}, as users write it. */
  public static String text(Object value) {
    return FlowText.of(value);
  }

  /** Item {@code i} of a list, as a setting of its own. */
  DeclaredSetting item(int i, Class<?> itemType) {
    return new DeclaredSetting(name + "[" + i + "]", itemType, null, "", about);
  }

  /** What an enum's setting may be, as users write it; empty for other types. */
  public List<String> choices() {
    Object @Nullable [] constants = type.getEnumConstants();
    return constants == null
        ? List.of()
        : Arrays.stream(constants).map(SettingValue::name).toList();
  }
}
