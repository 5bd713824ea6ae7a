package graft.procedure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and makes records whose components are {@link Setting}s, by reflection. */
final class Settings {
  private Settings() {}

  /** The settings that {@code type} declares, in the order of its components. */
  static List<DeclaredSetting> declaredBy(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(
          type.getName() + " must be a record of @Setting components");
    }
    return Arrays.stream(components).map(Settings::declared).toList();
  }

  private static DeclaredSetting declared(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    if (setting == null) {
      throw new IllegalArgumentException(component + " needs a @Setting annotation");
    }
    String name = setting.name().isEmpty() ? component.getName() : setting.name();
    if (name.equals(NestedValue.NAME)) {
      throw new IllegalArgumentException(
          component + " cannot be called name: that is the procedure's");
    }
    Class<?> type = component.getType();
    Class<?> items = items(component);
    DeclaredSetting raw =
        new DeclaredSetting(name, type, items, setting.fallback(), setting.about());
    Object fallback = SettingValue.canonical(SettingValue.read(raw, setting.fallback()));
    return new DeclaredSetting(name, type, items, fallback, setting.about());
  }

  /** What a component that is a list holds, or null. */
  private static @Nullable Class<?> items(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : null;
  }

  /**
   * A record of {@code type} with the {@code given} settings and defaults for the others.
   *
   * @throws SettingException if a value has the wrong type or the record refuses it
   */
  static <T> T create(Class<T> type, Map<String, ?> given) {
    List<DeclaredSetting> declared = declaredBy(type);
    Object[] values = declared.stream().map(setting -> value(setting, given)).toArray();
    Class<?>[] types = declared.stream().map(DeclaredSetting::type).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " must be a public record", e);
    }
  }

  private static Object value(DeclaredSetting setting, Map<String, ?> given) {
    boolean isGiven = given.containsKey(setting.name());
    return SettingValue.read(setting, isGiven ? given.get(setting.name()) : setting.fallback());
  }

  /** All settings of {@code made} in canonical form, sorted by name. */
  static SortedMap<String, Object> of(Object made) {
    List<DeclaredSetting> declared = declaredBy(made.getClass());
    RecordComponent[] components = made.getClass().getRecordComponents();
    SortedMap<String, Object> settings = new TreeMap<>();
    for (int i = 0; i < components.length; i++) {
      settings.put(declared.get(i).name(), SettingValue.canonical(read(components[i], made)));
    }
    return Collections.unmodifiableSortedMap(settings);
  }

  private static Object read(RecordComponent component, Object made) {
    try {
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(made.getClass().getName() + " must be a public record", e);
    }
  }
}
