package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InductionTest {
  /**
   * Keys 0..2, values 3..6. The script has a value where a key is new, and none where it is not.
   */
  @Test
  void byHand() {
    Induction rule = new Induction(3, 4, 5);
    Example example = Scripted.draw(rule, 2, 3, 0, 3, 2, 0, 1, 0);
    assertThat(example.tokens()).isEqualTo(ints(2, 6, 0, 6, 2, 6, 0, 6, 1, 3));
    assertThat(example.counted()).isEqualTo(ints(4, 6));
    assertThat(rule.length()).isEqualTo(10);
    assertThat(rule.vocabulary().size()).isEqualTo(8);
    assertThat(rule.vocabulary().pad()).isEqualTo(7);
    assertThat(rule.vocabulary().symbol(2)).isEqualTo("k2");
    assertThat(rule.vocabulary().symbol(3)).isEqualTo("v0");
    assertThat(rule.vocabulary().symbol(7)).isEqualTo("·");
  }

  @Test
  void agreesWithAMap() {
    Draws.check(
        2000,
        i -> new Induction(1 + i % 40, 2 + i % 30, 2 + i % 40 + i % 17),
        InductionTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(3, i -> new Induction(1, 2, 2), InductionTest::agrees);
    Draws.check(1, i -> new Induction(50_000, 1_000_000, 100_000), InductionTest::agrees);
    Draws.check(1, i -> new Induction(1, 2, 100_000), InductionTest::agrees);
  }

  private static void agrees(Induction rule, Example example) {
    Map<Integer, Integer> values = new HashMap<>();
    List<Integer> counted = new ArrayList<>();
    assertThat(example.length()).isEqualTo(2 * rule.pairs());
    int[] tokens = example.tokens();
    for (int t = 0; t < tokens.length; t += 2) {
      Integer before = values.putIfAbsent(tokens[t], tokens[t + 1]);
      if (before != null) {
        assertThat(tokens[t + 1]).isEqualTo(before);
        counted.add(t);
      }
    }
    assertThat(values.keySet()).allMatch(key -> key >= 0 && key < rule.keys());
    assertThat(values.values())
        .allMatch(value -> value >= rule.keys() && value < rule.keys() + rule.values());
    assertThat(example.counted()).isEqualTo(counted.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Every key, every value of a new key; and a key's values in two sequences are independent. */
  @Test
  void frequencies() {
    long[] keys = new long[8];
    long[] values = new long[9];
    long[] pairs = new long[81];
    int[] last = {0};
    Draws.of(
        new Induction(8, 9, 20),
        20_000,
        example -> {
          keys[example.token(38)]++;
          values[example.token(1) - 8]++;
          pairs[9 * last[0] + example.token(1) - 8]++;
          last[0] = example.token(1) - 8;
        });
    assertThat(ChiSquare.deviations(keys)).isLessThan(4);
    assertThat(ChiSquare.deviations(values)).isLessThan(4);
    assertThat(ChiSquare.deviations(pairs)).isLessThan(4);
  }

  /** Of m pairs, all but those of the K (1 - (1 - 1/K)^m) distinct keys: 36 by default. */
  @Test
  void manyPredictionsCount() {
    long[] counted = new long[1];
    Draws.of(new Induction(32, 32, 64), 20_000, example -> counted[0] += example.countedLength());
    double expected = 64 - 32 * (1 - Math.pow(31 / 32.0, 64));
    assertThat(expected).isEqualTo(36.19, within(0.01));
    assertThat(counted[0] / 20_000.0).isEqualTo(expected, within(0.1));
  }

  @Test
  void aKeyMustComeAgain() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Induction(32, 32, 32))
        .withMessage(
            "pairs must be at least 33, more than there are keys (32), so that a key comes again,"
                + " not 32")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("pairs"));
  }
}
