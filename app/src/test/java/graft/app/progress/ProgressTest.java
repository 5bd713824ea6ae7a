package graft.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import graft.study.Arrangement;
import graft.study.NodePlan;
import graft.training.Measurement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final NodePlan DONE = new NodePlan("d", "identity, seed 1", 10, 300, true);
  private static final NodePlan FIRST = new NodePlan("a", "random > haystack", 100, 100, false);
  private static final NodePlan SECOND = new NodePlan("b", "full > haystack", 100, 100, false);

  private final StringWriter err = new StringWriter();
  private Instant now = Instant.EPOCH;

  private void pass(Progress progress, int seconds) {
    now = now.plusSeconds(seconds);
    progress.tick();
  }

  private static Measurement measured(double loss, double accuracy) {
    return new Measurement(20, 1, 0, loss, accuracy, 0, 0, null);
  }

  @Test
  void plainLines() {
    Progress progress = new Progress(() -> now, board -> new LineView(board, new PrintWriter(err)));
    progress.planned(List.of(DONE, FIRST, SECOND));
    progress.arranged(new Arrangement(2, 1, 3_140_000, 1.434));
    progress.started(FIRST, 0);
    progress.started(SECOND, 50);
    progress.measured(FIRST, measured(2.3456, 0.4567));
    progress.progressed(FIRST, 20, 1_000_000);
    pass(progress, 9);
    pass(progress, 1);
    pass(progress, 5);
    progress.warned("look out");
    progress.progressed(FIRST, 100, 5_000_000);
    progress.finished(FIRST);
    progress.close();
    assertThat(err.toString().lines())
        .containsExactly(
            "study     3 runs, 1 done already",
            "study     2 trials side by side, one thread each, 3.1 MB per trial; measured 1.43"
                + " times the steps/s of one trial at a time",
            "started   random > haystack",
            "started   full > haystack, going on from step 50",
            "running   random > haystack: step 20 of 100 (20 %), loss 2.346, accuracy 45.7 %, 100k"
                + " tokens/s, 40 s left",
            "running   full > haystack: step 50 of 100 (50 %)",
            "warning: look out",
            "finished  random > haystack in 15 s, 2 of 3 runs done, 7.5 s left");
    assertThat(err.toString()).doesNotContain("\r", "\u001b");
    assertThat(progress.computed()).isEqualTo(1);
    assertThat(progress.elapsed()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void howTheTrialsRunIsSaid() {
    assertThat(Wording.of(new Arrangement(1, 2, 9_000_000, 0.8)))
        .isEqualTo(
            "one trial at a time on 2 threads, 9.0 MB; measured 1.25 times the steps/s of trials"
                + " side by side");
    assertThat(Wording.of(new Arrangement(1, 1, 9_000_000, Double.NaN)))
        .isEqualTo("one trial at a time on one thread, 9.0 MB");
    assertThat(Wording.of(new Arrangement(3, 2, 90_000_000, Double.NaN)))
        .isEqualTo("3 trials side by side, 2 threads each, 90 MB per trial");
  }

  @Test
  void aResultOfAnotherProcessIsNotCountedAsComputed() {
    Progress progress = Progress.silent(new PrintWriter(err), () -> now);
    progress.planned(List.of(FIRST));
    progress.finished(FIRST);
    progress.progressed(FIRST, 1, 1);
    assertThat(progress.computed()).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void somethingMayBeDoneBeforeAnythingRuns() {
    Progress progress = Progress.silent(new PrintWriter(err), () -> now);
    progress.whenPlanned(nodes -> progress.warned("about to compute " + nodes.size()));
    progress.planned(List.of(FIRST, SECOND));
    assertThat(err.toString()).isEqualTo("warning: about to compute 2\n");
  }

  @Test
  void barsStayInTheirPlace() {
    Progress progress =
        new Progress(() -> now, board -> new BarView(board, new PrintWriter(err), 100));
    progress.planned(List.of(DONE, FIRST, SECOND));
    progress.arranged(new Arrangement(1, 2, 9_000_000, Double.NaN));
    progress.started(FIRST, 0);
    progress.started(SECOND, 0);
    progress.progressed(FIRST, 25, 1_000_000);
    pass(progress, 10);
    List<String> block = FakeTerminal.shown(err.toString());
    String arranged = "study     one trial at a time on 2 threads, 9.0 MB";
    assertThat(block)
        .containsExactly(
            arranged,
            "random > haystack  25 % " + "\u2501".repeat(9) + "\u2500".repeat(29) + "  30 s left",
            "full > haystack     0 % " + "\u2500".repeat(38),
            "study              65 % "
                + "\u2501".repeat(24)
                + "\u2500".repeat(14)
                + "  1/3, 100k tokens/s, 1 min 10 s left");
    progress.finished(FIRST);
    progress.warned("look out");
    assertThat(FakeTerminal.shown(err.toString()))
        .hasSize(5)
        .startsWith(arranged, "finished  random > haystack in 10 s", "warning: look out");
    progress.close();
    assertThat(FakeTerminal.shown(err.toString()))
        .containsExactly(arranged, "finished  random > haystack in 10 s", "warning: look out");
  }

  @Test
  void aNarrowTerminalCutsLabels() {
    Progress progress =
        new Progress(() -> now, board -> new BarView(board, new PrintWriter(err), 45));
    progress.planned(List.of(FIRST));
    progress.started(FIRST, 0);
    pass(progress, 1);
    assertThat(FakeTerminal.shown(err.toString()))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(45))
        .anySatisfy(line -> assertThat(line).startsWith("random > hayst\u2026"));
    progress.close();
  }
}
