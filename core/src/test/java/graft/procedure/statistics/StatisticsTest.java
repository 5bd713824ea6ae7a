package graft.procedure.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Haystack;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  /** Always {@code 1 1 1 | 1 1 1}: six ones and a bar; what follows a one is a bar once in five. */
  @Test
  void byHand() {
    Statistics same = Statistics.of(new Identity(2, 3), 1000, 1);
    assertThat(same.examples()).isEqualTo(1000);
    assertThat(same.shortest()).isEqualTo(7);
    assertThat(same.mean()).isEqualTo(7);
    assertThat(same.longest()).isEqualTo(7);
    assertThat(same.counted()).isEqualTo(3.0 / 6);
    assertThat(same.entropy()).isCloseTo(entropy(1.0 / 7), within(1e-3));
    assertThat(same.conditionalEntropy()).isCloseTo(5.0 / 6 * entropy(1.0 / 5), within(1e-3));
    assertThat(same.gzip()).isLessThan(0.02);
  }

  private static double entropy(double p) {
    return -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }

  @Test
  void lengthsMayDiffer() {
    Statistics haystack = Statistics.of(new Haystack(30), 2000, 1);
    assertThat(haystack.shortest()).isEqualTo(4);
    assertThat(haystack.longest()).isEqualTo(62);
    assertThat(haystack.mean()).isCloseTo(33, within(1.0));
    assertThat(haystack.counted()).isCloseTo(1.0 / 32, within(0.002));
  }

  /** What can be known of brackets from the one before: whether it may be closed, and by which. */
  @Test
  void thePredecessorTellsSomethingOfBracketsAndLittleOfACopy() {
    Statistics dyck = Statistics.of(new KDyck(16, 128, 0.5), 4000, 1);
    assertThat(dyck.counted()).isEqualTo(1);
    assertThat(dyck.entropy()).isCloseTo(5, within(0.01));
    assertThat(dyck.conditionalEntropy()).isBetween(3.0, 4.5);
    Statistics copy = Statistics.of(new Identity(100, 20), 4000, 1);
    assertThat(copy.conditionalEntropy()).isCloseTo(copy.entropy(), within(0.05));
  }

  @Test
  void equalArgumentsGiveEqualResults() {
    Statistics once = Statistics.of(new KDyck(4, 16, 0.5), 100, 1);
    assertThat(Statistics.of(new KDyck(4, 16, 0.5), 100, 1)).isEqualTo(once);
    assertThat(Statistics.of(new KDyck(4, 16, 0.5), 100, 2)).isNotEqualTo(once);
  }

  @Test
  void longSequencesAreFewer() {
    assertThat(Statistics.of(new CellularAutomaton(110, 99_999, 2), 4000, 1).examples())
        .isEqualTo(5);
    assertThat(Statistics.of(new Identity(100, 20), 4000, 1).examples()).isEqualTo(4000);
  }

  @Test
  void badNumbersAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Statistics.of(new Identity(100, 20), 0, 1))
        .withMessage("examples must be between 1 and 100000, not 0");
  }
}
