package graft.procedure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Settings that hold other settings: a procedure, or a list. What is wrong deep inside is named by
 * its path from the outermost procedure, for example {@code of[1].k}.
 */
final class NestedValue {
  /** The key under which a procedure's own name stands among its settings. */
  static final String NAME = "name";

  private NestedValue() {}

  /**
   * The procedure that is given as itself, its name, a map of name and settings, or that map as
   * text.
   *
   * @throws SettingException if it cannot be made
   */
  static Procedure procedure(DeclaredSetting setting, Object given) {
    return switch (parsed(setting, given)) {
      case Procedure made -> made;
      case String name -> create(setting.name(), "", name, Map.of());
      case Map<?, ?> map -> fromMap(setting, map);
      default ->
          throw wrong(setting, given, "a procedure, like identity or {name: identity, length: 5}");
    };
  }

  private static Procedure fromMap(DeclaredSetting setting, Map<?, ?> map) {
    Map<String, @Nullable Object> settings = new TreeMap<>();
    map.forEach((key, value) -> settings.put(String.valueOf(key), value));
    Object name = settings.remove(NAME);
    if (name == null) {
      throw new SettingException(
          setting.name(),
          setting.name() + " does not say which procedure; begin with name, like {name: identity}");
    }
    return create(setting.name(), "." + NAME, name.toString(), settings);
  }

  /**
   * @param nameAt where in the path the name itself stands
   */
  private static Procedure create(
      String path, String nameAt, String name, Map<String, @Nullable Object> settings) {
    try {
      return Procedures.create(name, settings);
    } catch (SettingException e) {
      throw inside(path, e);
    } catch (IllegalArgumentException e) {
      throw new SettingException(path + nameAt, path + nameAt + ": " + e.getMessage());
    }
  }

  /** The same fault, told from outside. Messages begin with the path, so that it can be found. */
  private static SettingException inside(String path, SettingException e) {
    String message = String.valueOf(e.getMessage());
    String at = e.setting() == null ? path : path + "." + e.setting();
    boolean begins = message.startsWith(e.setting() + " ") || message.startsWith(e.setting() + ":");
    return new SettingException(at, begins ? path + "." + message : at + ": " + message);
  }

  /**
   * The list that is given as such or as text.
   *
   * @throws SettingException if it or one of its items cannot be used
   */
  static List<Object> list(DeclaredSetting setting, Object given) {
    Class<?> type = setting.items();
    if (type == null) {
      throw new IllegalArgumentException(setting.name() + " is a list of what nobody knows");
    }
    if (parsed(setting, given) instanceof List<?> items) {
      return IntStream.range(0, items.size())
          .mapToObj(i -> SettingValue.read(setting.item(i, type), items.get(i)))
          .toList();
    }
    throw wrong(setting, given, "a " + setting.typeName() + ", like " + example(type));
  }

  private static String example(Class<?> type) {
    return type.equals(Procedure.class) ? "[identity, {name: reverse, length: 5}]" : "[0.5, 2]";
  }

  private static Object parsed(DeclaredSetting setting, Object given) {
    return given instanceof String text && FlowText.isNested(text)
        ? FlowText.parse(setting.name(), text)
        : given;
  }

  /** A structure is named by its kind alone: what is in it would fill the message. */
  private static SettingException wrong(DeclaredSetting setting, Object given, String wanted) {
    Object shown =
        given instanceof Map
            ? "a section"
            : given instanceof List ? "a list" : SettingValue.quoted(given);
    return new SettingException(
        setting.name(), setting.name() + " must be " + wanted + ", not " + shown);
  }

  /** Name and settings of {@code procedure}. */
  static SortedMap<String, Object> canonical(Procedure procedure) {
    SortedMap<String, Object> map = new TreeMap<>(Procedures.settings(procedure));
    map.put(NAME, procedure.name());
    return Collections.unmodifiableSortedMap(map);
  }
}
