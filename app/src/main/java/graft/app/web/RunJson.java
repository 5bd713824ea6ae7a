package graft.app.web;

import graft.app.progress.Follower.Moment;
import graft.app.progress.Follower.Now;
import graft.app.report.Durations;
import graft.app.report.Json;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run that goes on, for pages. */
final class RunJson {
  private static final int MOST_SHOWN = 64;

  private RunJson() {}

  /** What runs, or null. */
  static @Nullable Object of(Runs.@Nullable Current current) {
    if (current == null) {
      return null;
    }
    Moment moment = current.follower().moment();
    Duration left = moment.left();
    return Json.object(
        "study", current.study(),
        "stopping", current.stopping(),
        "runs", moment.runs(),
        "done", moment.done(),
        "share", moment.runs() == 0 ? 0 : Math.round(1000 * moment.share()) / 1000.0,
        "left", left == null ? null : Durations.text(left),
        "elapsed", Durations.text(moment.elapsed().truncatedTo(ChronoUnit.SECONDS)),
        "running", moment.running().stream().limit(MOST_SHOWN).map(RunJson::now).toList(),
        "warnings", moment.warnings());
  }

  private static Map<String, @Nullable Object> now(Now now) {
    Double accuracy = now.accuracy();
    return Json.object(
        "id", now.id(),
        "label", now.label(),
        "step", now.step(),
        "steps", now.steps(),
        "accuracy", accuracy == null ? null : Math.round(1000 * accuracy) / 10.0);
  }
}
