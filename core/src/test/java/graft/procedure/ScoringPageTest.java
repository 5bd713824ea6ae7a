package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of docs/scoring.md is what {@link Baseline} gives. */
class ScoringPageTest {
  private static final Path PAGE = Path.of("../docs/scoring.md");
  private static final String BEGIN = "<!-- computed: begin -->\n";
  private static final String END = "<!-- computed: end -->\n";
  private static final int EXAMPLES = 50_000;

  /** Every task with its other settings' defaults, and with each scoring where it has some. */
  private static List<Procedure> tasks() {
    List<Procedure> tasks = new ArrayList<>();
    for (Procedures.Entry entry : Procedures.entries()) {
      boolean hasScoring = entry.settings().stream().anyMatch(s -> s.name().equals("scoring"));
      if (hasScoring) {
        tasks.add(Procedures.create(entry.name(), Map.of("scoring", "published")));
        tasks.add(Procedures.create(entry.name(), Map.of("scoring", "answer")));
      } else if (entry.kind() == Procedures.Kind.TASK) {
        tasks.add(Procedures.create(entry.name(), Map.of()));
      }
    }
    return tasks;
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | task | scoring | predictions | trivial | stop | pad | first scored | one token | by place | from context |
            | --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |
            """);
    tasks().forEach(task -> table.append(row(task, Baseline.of(task, EXAMPLES, 1))));
    return table.toString();
  }

  private static String row(Procedure task, Baseline baseline) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %.2f | %s | %s | %s | %s | %s | %s | %s |\n",
        task.name(),
        Procedures.settings(task).getOrDefault("scoring", ""),
        baseline.predictions(),
        percent(baseline.trivial()),
        percent(baseline.stops()),
        percent(baseline.pads()),
        baseline.firstScored() == 1 ? "yes" : "no",
        percent(baseline.oneToken()),
        percent(baseline.byPlace()),
        percent(baseline.fromContext()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** Set {@code -Dgraft.docs=write} to write the table again instead of comparing it. */
  @Test
  void theTableIsComputed() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(page).contains(BEGIN, END);
    String computed = page.substring(0, from) + table() + page.substring(to);
    if ("write".equals(System.getProperty("graft.docs"))) {
      Files.writeString(PAGE, computed);
    }
    assertThat(PAGE).as("stale: run the tests once with -Dgraft.docs=write").hasContent(computed);
  }
}
