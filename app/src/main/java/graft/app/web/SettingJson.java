package graft.app.web;

import graft.app.report.Json;
import graft.procedure.DeclaredRange;
import graft.procedure.DeclaredSetting;
import graft.procedure.Procedure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A setting of a procedure as a control for it needs to know it. */
final class SettingJson {
  /** A slider over all that may be set would jump by thousands: it reaches so many defaults. */
  private static final int REACH = 4;

  private static final int SMALLEST_REACH = 8;

  private SettingJson() {}

  /**
   * A setting.
   *
   * @param value as users write it
   */
  static Map<String, @Nullable Object> of(DeclaredSetting setting, String value) {
    String[] about = setting.about().split("; (?=[^;]*$)", 2);
    DeclaredRange range = DeclaredRange.of(setting);
    return Json.object(
        "name", setting.name(),
        "kind", kind(setting),
        "about", about[0],
        "limits", about.length > 1 ? about[1] : setting.typeName(),
        "fallback", setting.fallbackText(),
        "value", value,
        "low", range.low(),
        "high", range.high(),
        "reach", reach(setting, range.high()),
        "choices", setting.choices());
  }

  private static String kind(DeclaredSetting setting) {
    if (DeclaredRange.isNumber(setting)) {
      return DeclaredRange.isWhole(setting) ? "whole" : "real";
    }
    if (setting.type().isEnum()) {
      return "choice";
    }
    if (setting.type().equals(boolean.class)) {
      return "flag";
    }
    return setting.type().equals(Procedure.class) ? "procedure" : "text";
  }

  private static @Nullable Double reach(DeclaredSetting setting, @Nullable Double high) {
    if (!(setting.fallback() instanceof Number fallback)) {
      return null;
    }
    double reach = Math.max(SMALLEST_REACH, REACH * Math.abs(fallback.doubleValue()));
    return high == null ? (Double) reach : (Double) Math.min(high, reach);
  }
}
