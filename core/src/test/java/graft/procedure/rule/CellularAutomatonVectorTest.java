package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellularAutomatonVectorTest {
  /** The last cell of the second row has the first as its right neighbour: 1 0 0 becomes 0. */
  @Test
  void byHand() {
    CellularAutomatonVector rule = new CellularAutomatonVector(110, 5, 3, 1);
    Example example = Scripted.draw(rule, 0, 0, 0, 1, 0);
    assertThat(example.tokens()).isEqualTo(ints(0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0));
    assertThat(example.counted()).isEqualTo(IntStream.range(4, 14).toArray());
    assertThat(rule.length()).isEqualTo(15);
    assertThat(rule.bitsPerPosition()).isEqualTo(5);
    assertThat(rule.vocabulary().size()).isEqualTo(3);
    assertThat(rule.vocabulary().pad()).isEqualTo(2);
  }

  /** Two states of the first example's automaton at a time. */
  @Test
  void rowsMayBeSeveralStatesApart() {
    CellularAutomatonVector rule = new CellularAutomatonVector(110, 5, 2, 2);
    assertThat(Scripted.draw(rule, 0, 0, 0, 1, 0).tokens())
        .isEqualTo(ints(0, 0, 0, 1, 0, 0, 1, 1, 1, 0));
  }

  /** Every {@code interval}-th row of the rule whose rows are tokens. */
  @Test
  void agreesWithRowsAsTokens() {
    Draws.check(
        1000,
        i -> new CellularAutomatonVector(i % 256, 2 + i % 37, 2 + i % 5, 1 + i % 4),
        CellularAutomatonVectorTest::agrees);
  }

  private static void agrees(CellularAutomatonVector rule, Example example) {
    int width = rule.width();
    int states = (rule.rows() - 1) * rule.interval() + 1;
    Number[] first = new Number[width];
    IntStream.range(0, width).forEach(cell -> first[cell] = example.token(cell));
    Example tokens =
        Scripted.draw(new CellularAutomaton(rule.rule(), width, Math.max(2, states)), first);
    for (int row = 0; row < rule.rows(); row++) {
      int from = row * rule.interval() * (width + 1);
      assertThat(Draws.slice(example, row * width, (row + 1) * width))
          .isEqualTo(Draws.slice(tokens, from, from + width));
    }
    assertThat(example.length()).isEqualTo(rule.length());
    assertThat(example.counted())
        .isEqualTo(IntStream.range(width - 1, rule.length() - 1).toArray());
  }

  @Test
  void extremes() {
    Draws.check(
        1,
        i -> new CellularAutomatonVector(110, 2, 100_000, 1),
        CellularAutomatonVectorTest::agrees);
    Draws.check(
        1,
        i -> new CellularAutomatonVector(30, 100_000, 2, 3),
        CellularAutomatonVectorTest::agrees);
  }

  @Test
  void firstRowIsUniform() {
    long[] rows = new long[256];
    Draws.of(
        new CellularAutomatonVector(110, 8, 2, 1),
        20_000,
        example -> {
          int row = 0;
          for (int cell = 0; cell < 8; cell++) {
            row = 2 * row + example.token(cell);
          }
          rows[row]++;
        });
    assertThat(ChiSquare.deviations(rows)).isLessThan(4);
  }

  @Test
  void tooManyTokensAreNamed() {
    assertThat(new CellularAutomatonVector(110, 10, 100_000, 1).length()).isEqualTo(1_000_000);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new CellularAutomatonVector(110, 100_000, 11, 1))
        .withMessage("rows must be at most 10 for a width of 100000, not 11")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("rows"));
  }
}
