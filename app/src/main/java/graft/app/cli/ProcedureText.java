package graft.app.cli;

import graft.app.report.Json;
import graft.app.report.TextTable;
import graft.procedure.DeclaredSetting;
import graft.procedure.Procedures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A registered procedure as {@code graft list} shows it. */
final class ProcedureText {
  private static final List<Boolean> LEFT = List.of(false, false, false, false);

  private ProcedureText() {}

  static String of(Procedures.Entry entry) {
    List<List<String>> rows =
        entry.settings().stream()
            .map(
                setting ->
                    List.of(
                        "   ",
                        setting.name() + "=" + setting.fallbackText(),
                        setting.about(),
                        "(" + setting.typeName() + ")"))
            .toList();
    return entry.name()
        + " ("
        + kind(entry)
        + "): "
        + entry.description()
        + "\n"
        + TextTable.layOut(rows, LEFT);
  }

  static Map<String, @Nullable Object> json(Procedures.Entry entry) {
    return Json.object(
        "name", entry.name(),
        "kind", kind(entry),
        "description", entry.description(),
        "settings", entry.settings().stream().map(ProcedureText::json).toList());
  }

  private static Map<String, @Nullable Object> json(DeclaredSetting setting) {
    return Json.object(
        "name", setting.name(),
        "type", setting.typeName(),
        "default", setting.fallback(),
        "description", setting.about());
  }

  private static String kind(Procedures.Entry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT);
  }
}
