package graft.app.report;

import graft.study.AnalysisForecast;
import graft.study.Forecast;
import graft.study.Forecast.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a study takes, as text and for programs. */
public final class ForecastTable {
  private static final List<String> HEAD =
      List.of("run", "runs", "in store", "steps at most", "steps/s", "time", "disk");
  private static final List<Boolean> RIGHT = List.of(false, true, true, true, true, true, true);

  private ForecastTable() {}

  /**
   * A line per kind of run and of analysis, and one for all.
   *
   * @param changes how the study differs from its file
   */
  public static String of(Forecast forecast, List<String> changes) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    forecast.kinds().forEach(kind -> lines.add(cells(kind)));
    forecast.analyses().forEach(kind -> lines.add(cells(kind)));
    lines.add(
        List.of(
            "all, for " + forecast.trials() + " trials",
            Integer.toString(
                forecast.kinds().stream().mapToInt(Kind::runs).sum()
                    + forecast.analyses().stream().mapToInt(AnalysisForecast::runs).sum()),
            Integer.toString(
                forecast.kinds().stream().mapToInt(Kind::done).sum()
                    + forecast.analyses().stream().mapToInt(AnalysisForecast::done).sum()),
            Figures.rough(forecast.kinds().stream().mapToDouble(Kind::stepsLeft).sum()) + " left",
            "",
            Durations.text(forecast.time()),
            Figures.bytes(forecast.bytes())));
    String table = TextTable.layOut(lines, RIGHT);
    return changes.isEmpty() ? table : table + ResultNotes.changed(changes) + "\n";
  }

  private static List<String> cells(Kind kind) {
    boolean left = kind.runs() > kind.done();
    return List.of(
        (kind.pretraining() ? "pretrain " : "task ") + kind.label(),
        Integer.toString(kind.runs()),
        Integer.toString(kind.done()),
        Long.toString(kind.steps()),
        left ? Figures.rough(kind.rate()) : Figures.NONE,
        left ? seconds(kind.seconds()) : Figures.NONE,
        Figures.bytes(kind.runs() * kind.bytes()));
  }

  private static List<String> cells(AnalysisForecast kind) {
    return List.of(
        "analyze " + kind.kind().word(),
        Integer.toString(kind.runs()),
        Integer.toString(kind.done()),
        "",
        "",
        kind.runs() > kind.done() ? seconds(kind.seconds()) : Figures.NONE,
        "");
  }

  private static String seconds(double seconds) {
    return Durations.text(Duration.ofMillis((long) (1000 * seconds)));
  }

  /** One JSON object on one line. */
  public static String json(Forecast forecast, List<String> changes) {
    Map<String, @Nullable Object> object =
        Json.object(
            "trials", forecast.trials(),
            "sideBySide", forecast.sideBySide(),
            "seconds", forecast.time().toMillis() / 1000.0,
            "bytes", forecast.bytes(),
            "runs", forecast.kinds().stream().map(ForecastTable::json).toList(),
            "analyses", forecast.analyses().stream().map(ForecastTable::json).toList());
    if (!changes.isEmpty()) {
      object.put("changes", changes);
    }
    return Json.text(object);
  }

  private static Map<String, @Nullable Object> json(Kind kind) {
    return Json.object(
        "label", kind.label(),
        "pretraining", kind.pretraining(),
        "runs", kind.runs(),
        "done", kind.done(),
        "steps", kind.steps(),
        "typicalSteps", kind.typical(),
        "stepsPerSecond", Json.figure(kind.rate()),
        "seconds", Json.figure(kind.seconds()),
        "bytesEach", kind.bytes());
  }

  private static Map<String, @Nullable Object> json(AnalysisForecast kind) {
    return Json.object(
        "look", kind.kind().word(),
        "runs", kind.runs(),
        "done", kind.done(),
        "seconds", Json.figure(kind.seconds()));
  }
}
