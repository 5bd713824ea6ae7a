package graft.procedure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Nested values in one line, as in {@code {name: k-dyck, k: 4}}: YAML's flow style. */
final class FlowText {
  /** No procedure needs more; keeps hostile input from costing time. */
  private static final int LONGEST = 10_000;

  private static final int DEEPEST = 100;

  private FlowText() {}

  /** Whether {@code text} is meant as a map or a list. */
  static boolean isNested(String text) {
    return text.startsWith("{") || text.startsWith("[");
  }

  /**
   * The maps, lists and plain values that {@code text} stands for.
   *
   * @param setting whose value it is, for messages
   * @throws SettingException if it is not YAML, or too long or deep
   */
  static Object parse(String setting, String text) {
    if (text.length() > LONGEST) {
      throw new SettingException(
          setting,
          "%s must have at most %d characters, not %d".formatted(setting, LONGEST, text.length()));
    }
    if (isTooDeep(text)) {
      throw new SettingException(
          setting, "%s must be nested at most %d deep, not deeper".formatted(setting, DEEPEST));
    }
    try {
      // Aliases could stand for endlessly much in a short text.
      LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
      throw unreadable(setting, text, "at character " + column + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw unreadable(setting, text, String.valueOf(e.getMessage()));
    }
  }

  /** Brackets in quotes count as well: nobody's text has a hundred of them. */
  private static boolean isTooDeep(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && depth <= DEEPEST; i++) {
      depth +=
          switch (text.charAt(i)) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
          };
    }
    return depth > DEEPEST;
  }

  private static SettingException unreadable(String setting, String text, String why) {
    return new SettingException(
        setting,
        setting
            + " cannot be "
            + SettingValue.quoted(text)
            + " ("
            + why
            + "); write it like {name: identity, length: 5}");
  }

  /**
   * A canonical value as users write it: a procedure whose settings are the defaults by its name,
   * another with the settings that differ.
   */
  static String of(Object value) {
    return switch (value) {
      case List<?> items ->
          items.stream().map(FlowText::inside).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> procedure -> procedure(procedure);
      default -> value.toString();
    };
  }

  /** Text that YAML could take for something else stands in quotes. */
  private static String inside(Object value) {
    return value instanceof String text && !text.matches("[A-Za-z][A-Za-z0-9-]*")
        ? "'" + text.replace("'", "''") + "'"
        : of(value);
  }

  private static String procedure(Map<?, ?> canonical) {
    String name = String.valueOf(canonical.get(NestedValue.NAME));
    Map<String, Object> defaults = Procedures.settings(Procedures.create(name, Map.of()));
    String settings =
        canonical.entrySet().stream()
            .filter(setting -> !setting.getKey().equals(NestedValue.NAME))
            .filter(setting -> !setting.getValue().equals(defaults.get(setting.getKey())))
            .map(setting -> ", " + setting.getKey() + ": " + inside(setting.getValue()))
            .collect(Collectors.joining());
    return settings.isEmpty() ? name : "{" + NestedValue.NAME + ": " + name + settings + "}";
  }
}
