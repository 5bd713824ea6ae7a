package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static List<Long> nanos(long... values) {
    return LongStream.of(values).boxed().toList();
  }

  @Test
  void steadyIsTheMedianOfTheSecondHalf() {
    assertThat(Spread.steady(nanos(900, 800, 700, 600, 500, 9, 10, 11, 12, 99))).isEqualTo(11);
  }

  /** A lucky step among slow ones is not speed; a slow one among fast ones does no harm. */
  @Test
  void fastIsTheFirstOfFiveThatAreMostlyFast() {
    List<Long> nanos = nanos(90, 10, 90, 90, 50, 11, 30, 11, 10, 10, 10);
    assertThat(Spread.untilFast(nanos, 10)).isEqualTo(90 + 10 + 90 + 90 + 50);
    assertThat(Spread.untilFast(nanos, 90)).isEqualTo(90);
  }

  @Test
  void whatIsNeverFastIsNotFastBeforeTheEnd() {
    assertThat(Spread.untilFast(nanos(90, 90, 90, 90, 90, 10), 10)).isEqualTo(460);
  }

  @Test
  void summary() {
    SpreadSummary summary =
        SpreadSummary.of(
            List.of(
                new SpreadRow("s", 2, 1, 6, 1.5, 100, 5, "v"),
                new SpreadRow("s", 2, 2, 9, 1.2, 100, 5, "v"),
                new SpreadRow("s", 2, 3, 7, 1.9, 100, 5, "v")));
    assertThat(summary).isEqualTo(new SpreadSummary("s", 2, 3, 7, 6, 9, 1.5, 1.9));
    assertThat(summary.worstOverBest()).isEqualTo(1.5);
  }
}
