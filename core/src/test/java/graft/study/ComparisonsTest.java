package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.study.Study.Baseline;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
  private final List<Row> rows = new ArrayList<>();
  private final List<Trial> trials = new ArrayList<>();

  /** A row whose seeds are 1, 2, ...; NaN is no trial at all. */
  private void row(String pretrain, String arm, double... values) {
    List<Double> finished = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        finished.add(values[i]);
        trials.add(trial(pretrain, arm, i + 1, values[i]));
      }
    }
    rows.add(Row.of(pretrain, arm, "recall", "accuracy", finished, null));
  }

  private static Trial trial(String pretrain, String arm, long seed, double value) {
    return new Trial(
        pretrain, arm, "recall", "accuracy", seed, value, null, 1, "", "", "", "", 1, "", "");
  }

  private @Nullable Comparison compared(@Nullable Baseline baseline, int row) {
    return Comparisons.add(baseline, rows, trials).get(row).comparison();
  }

  private Comparison found(Baseline baseline, int row) {
    return Objects.requireNonNull(compared(baseline, row));
  }

  @Test
  void rowsAreComparedWithTheBaselineOfTheirPretraining() {
    row("copy", "random", 10, 11, 9);
    row("copy", "attention", 90, 12, 95);
    row("sort", "random", 20, 20, 20);
    row("sort", "attention", 19, 20, 20);
    Baseline random = new Baseline(null, "random");
    assertThat(compared(random, 0)).isNull();
    assertThat(compared(random, 2)).isNull();
    Comparison copy = found(random, 1);
    assertThat(copy.pretrain()).isEqualTo("copy");
    assertThat(copy.comparisons()).isEqualTo(2);
    assertThat(copy.paired().pairs()).isEqualTo(3);
    assertThat(copy.paired().difference()).isCloseTo(167 / 3.0, within(1e-12));
    assertThat(copy.paired().p()).isEqualTo(0.25);
    assertThat(copy.holm()).isEqualTo(0.5);
    assertThat(copy.significant()).isFalse();
    assertThat(copy.fewestSeeds()).isEqualTo(7);
    Comparison sort = found(random, 3);
    assertThat(sort.paired().difference()).isCloseTo(-1 / 3.0, within(1e-12));
    assertThat(sort.paired().p()).isEqualTo(1);
  }

  @Test
  void aBaselineMayNameItsPretraining() {
    row("copy", "attention", 90, 80);
    row("sort", "attention", 40, 20);
    Baseline copy = new Baseline("copy", "attention");
    assertThat(compared(copy, 0)).isNull();
    Comparison sort = found(copy, 1);
    assertThat(sort.paired().difference()).isEqualTo(-55);
  }

  @Test
  void seedsArePairedByNumber() {
    row("copy", "random", 10, Double.NaN, 30, 40);
    row("copy", "attention", 11, 99, Double.NaN, 42);
    Comparison found = found(new Baseline(null, "random"), 1);
    assertThat(found.paired().pairs()).isEqualTo(2);
    assertThat(found.paired().difference()).isEqualTo(1.5);
  }

  @Test
  void eightSeedsOfOneSignAreSignificant() {
    row("copy", "random", 10, 11, 9, 10, 12, 8, 10, 9);
    row("copy", "attention", 90, 92, 95, 40, 99, 97, 91, 88);
    Comparison found = found(new Baseline(null, "random"), 1);
    assertThat(found.holm()).isEqualTo(2 / 256.0);
    assertThat(found.significant()).isTrue();
    assertThat(found.seedsNeeded()).isEqualTo(6);
  }

  @Test
  void withoutPairsThereIsNothingToSay() {
    row("copy", "random");
    row("copy", "attention", 11, 99);
    Comparison found = found(new Baseline(null, "random"), 1);
    assertThat(found.paired().pairs()).isZero();
    assertThat(found.holm()).isNaN();
    assertThat(found.significant()).isFalse();
    assertThat(found.seedsNeeded()).isNull();
    assertThat(found.comparisons()).isZero();
  }

  @Test
  void withoutABaselineNothingIsCompared() {
    row("copy", "attention", 11, 99);
    assertThat(compared(null, 0)).isNull();
  }
}
