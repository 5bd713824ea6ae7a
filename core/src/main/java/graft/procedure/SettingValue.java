package graft.procedure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what users give (from YAML or as text) into a component's value, and back. */
final class SettingValue {
  /** No number needs more; keeps hostile input from costing time. */
  private static final int LONGEST_NUMBER = 64;

  private static final int LONGEST_QUOTE = 40;

  private SettingValue() {}

  /**
   * The value of a component of {@code setting}'s type.
   *
   * @throws SettingException if {@code given} is no such value
   */
  static Object read(DeclaredSetting setting, @Nullable Object given) {
    if (given == null) {
      throw new SettingException(
          setting.name(), setting.name() + " has no value; give it or leave the line out");
    }
    if (setting.type().isEnum()) {
      return choice(setting, given);
    }
    return switch (setting.type().getName()) {
      case "int" -> (int) whole(setting, given, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" -> whole(setting, given, Long.MIN_VALUE, Long.MAX_VALUE);
      case "double", "java.lang.Double" -> number(setting, given);
      case "boolean" -> truth(setting, given);
      case "graft.procedure.Procedure" -> NestedValue.procedure(setting, given);
      case "java.util.List" -> NestedValue.list(setting, given);
      default -> text(setting, given);
    };
  }

  /** The canonical form of a component's value, see {@link Procedures#settings}. */
  static Object canonical(Object value) {
    return switch (value) {
      case Enum<?> constant -> name(constant);
      case Procedure procedure -> NestedValue.canonical(procedure);
      case List<?> items -> items.stream().map(SettingValue::canonical).toList();
      default -> value;
    };
  }

  /** How users write an enum's constant. */
  static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Short enough for a message; text in quotes. */
  static String quoted(@Nullable Object value) {
    String full = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    String text =
        full.length() <= LONGEST_QUOTE ? full : full.substring(0, LONGEST_QUOTE - 3) + "...";
    return value instanceof Number || value instanceof Boolean ? text : "'" + text + "'";
  }

  private static long whole(DeclaredSetting setting, Object given, long low, long high) {
    BigDecimal value = decimal(setting, given, "a whole number");
    if (value.compareTo(BigDecimal.valueOf(low)) < 0
        || value.compareTo(BigDecimal.valueOf(high)) > 0) {
      throw wrong(setting, given, "between " + low + " and " + high);
    }
    try {
      return value.longValueExact();
    } catch (ArithmeticException fraction) {
      throw wrong(setting, given, "a whole number");
    }
  }

  /** Adding 0 turns -0 into 0, see {@link Limits}. */
  private static double number(DeclaredSetting setting, Object given) {
    double value = decimal(setting, given, "a finite number").doubleValue() + 0.0;
    if (Double.isInfinite(value)) {
      throw wrong(setting, given, "a finite number");
    }
    return value;
  }

  private static BigDecimal decimal(DeclaredSetting setting, Object given, String wanted) {
    boolean scalar = given instanceof Number || given instanceof String;
    String text = scalar ? given.toString().strip() : "";
    if (text.length() > LONGEST_NUMBER) {
      throw wrong(setting, given, wanted);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrong(setting, given, wanted);
    }
  }

  private static boolean truth(DeclaredSetting setting, Object given) {
    return switch (given.toString()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, given, "true or false");
    };
  }

  private static String text(DeclaredSetting setting, Object given) {
    if (given instanceof String text) {
      return text;
    }
    throw wrong(setting, given, "text (in quotes)");
  }

  private static Object choice(DeclaredSetting setting, Object given) {
    int index = setting.choices().indexOf(given.toString());
    Object @Nullable [] constants = setting.type().getEnumConstants();
    if (index < 0 || constants == null) {
      String name = setting.name();
      throw new SettingException(
          name,
          name
              + " cannot be "
              + quoted(given)
              + Suggestion.hint(given.toString(), setting.choices()));
    }
    return constants[index];
  }

  private static SettingException wrong(DeclaredSetting setting, Object given, String wanted) {
    return new SettingException(
        setting.name(), setting.name() + " must be " + wanted + ", not " + quoted(given));
  }
}
