package graft.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final StringWriter err = new StringWriter();
  private Instant now = Instant.EPOCH;

  private Tally tally(boolean terminal) {
    PrintWriter to = new PrintWriter(err, true);
    return new Tally(to, () -> now, terminal ? new Screen(to) : null, 60);
  }

  private void pass(Tally tally, int seconds) {
    now = now.plusSeconds(seconds);
    tally.tick();
  }

  @Test
  void aBarWithPaceAndTimeLeft() {
    Tally tally = tally(true);
    pass(tally, 1);
    assertThat(FakeTerminal.shown(err.toString())).isEmpty();
    tally.begin("copy", "examples", 2_000_000, 10_000_000);
    tally.done(4_000_000);
    pass(tally, 10);
    assertThat(FakeTerminal.shown(err.toString()))
        .containsExactly(
            "copy  40 % "
                + "\u2501".repeat(8)
                + "\u2500".repeat(12)
                + "  200k examples/s, 30 s left");
    tally.begin("parquet", "", 0, 1);
    tally.done(0.5);
    pass(tally, 20);
    assertThat(FakeTerminal.shown(err.toString()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("parquet  50 % ").endsWith("  20 s left"));
    tally.close();
    tally.close();
    assertThat(FakeTerminal.shown(err.toString())).isEmpty();
  }

  @Test
  void aLineNowAndThen() {
    Tally tally = tally(false);
    tally.begin("copy", "examples", 0, 100);
    tally.done(20);
    pass(tally, 9);
    assertThat(err.toString()).isEmpty();
    pass(tally, 1);
    pass(tally, 9);
    assertThat(err.toString().lines()).containsExactly("copy: 20 %, 2 examples/s, 40 s left");
  }
}
