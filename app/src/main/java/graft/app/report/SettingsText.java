package graft.app.report;

import graft.procedure.DeclaredSetting;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A procedure's settings as users give them. */
public final class SettingsText {
  private SettingsText() {}

  /** All of them, in the order of their declaration: {@code vocabulary=100 length=20}. */
  public static String of(Procedure procedure) {
    Map<String, Object> values = Procedures.settings(procedure);
    return Procedures.entry(procedure.name()).settings().stream()
        .map(DeclaredSetting::name)
        .map(name -> name + "=" + DeclaredSetting.text(Objects.requireNonNull(values.get(name))))
        .collect(Collectors.joining(" "));
  }
}
