package graft.app.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import graft.study.StudyResult;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure of one trial as a line of a file, finished or not. The names and their order are those
 * of {@link Trial}.
 *
 * @param state whether there is a result, and if not, why
 */
public record TrialLine(
    String pretrain,
    String arm,
    String task,
    String metric,
    long seed,
    @Nullable Double value,
    @Nullable Double paper,
    @Nullable Long steps,
    String recipe,
    @Nullable String commit,
    @Nullable String engine,
    @Nullable String finished,
    @Nullable Double seconds,
    @Nullable String java,
    @Nullable String processor,
    String state) {
  private static final String FINISHED = "finished";

  /** A line per row and planned seed, in the table's order; within a row the missing ones last. */
  public static List<TrialLine> all(StudyResult result) {
    List<TrialLine> lines = new ArrayList<>();
    for (Row row : result.rows()) {
      result.trials().stream().filter(row::has).map(TrialLine::of).forEach(lines::add);
      row.missing().stream()
          .sorted(Comparator.comparingLong(Missing::seed))
          .map(missing -> of(row, missing))
          .forEach(lines::add);
    }
    return lines;
  }

  private static TrialLine of(Trial t) {
    return new TrialLine(
        t.pretrain(),
        t.arm(),
        t.task(),
        t.metric(),
        t.seed(),
        t.value(),
        t.paper(),
        t.steps(),
        t.recipe(),
        t.commit(),
        t.engine(),
        t.finished(),
        t.seconds(),
        t.java(),
        t.processor(),
        FINISHED);
  }

  private static TrialLine of(Row row, Missing missing) {
    return new TrialLine(
        row.pretrain(),
        row.arm(),
        row.task(),
        row.metric(),
        missing.seed(),
        null,
        row.paper(),
        null,
        missing.recipe(),
        null,
        null,
        null,
        null,
        null,
        null,
        missing.failure() == null ? "unfinished" : "none: " + missing.failure());
  }

  /** Whether the trial has a result. */
  @JsonIgnore
  public boolean isFinished() {
    return state.equals(FINISHED);
  }

  /** The trial of a finished line. */
  Trial trial() {
    return new Trial(
        pretrain,
        arm,
        task,
        metric,
        seed,
        value == null ? Double.NaN : value,
        paper,
        steps == null ? 0 : steps,
        recipe,
        String.valueOf(commit),
        String.valueOf(engine),
        String.valueOf(finished),
        seconds == null ? Double.NaN : seconds,
        String.valueOf(java),
        String.valueOf(processor));
  }
}
