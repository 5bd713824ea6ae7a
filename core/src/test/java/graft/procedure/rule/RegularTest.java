package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegularTest {
  /** The automaton as a table: for each state the permitted symbols and where they lead. */
  private static List<Map<Integer, Integer>> table(Regular rule) {
    List<Map<Integer, Integer>> table = new ArrayList<>();
    long key = rule.key();
    for (int state = 0; state < rule.states(); state++) {
      Map<Integer, Integer> row = new LinkedHashMap<>();
      for (int choice = 0; choice < rule.choices(state); choice++) {
        row.put(rule.symbol(key, state, choice), rule.next(key, state, choice));
      }
      table.add(row);
    }
    return table;
  }

  private static int next(List<Map<Integer, Integer>> table, int state, int symbol) {
    return Objects.requireNonNull(table.get(state).get(symbol), "not permitted");
  }

  /**
   * Worked out with another program: state 0 reads 3, 4 or 2 and goes to 1; state 1 reads 4 to 2 or
   * 0 to 1; state 2 reads 2 to 0. The path 0 1 1 2 0 1 1 is drawn.
   */
  @Test
  void byHand() {
    Regular rule = new Regular(3, 5, 6, 7);
    assertThat(table(rule))
        .containsExactly(Map.of(3, 1, 4, 1, 2, 1), Map.of(4, 2, 0, 1), Map.of(2, 0));
    Example example = Scripted.draw(rule, 1, 1, 0, 0, 2, 1);
    assertThat(example.tokens()).isEqualTo(ints(4, 0, 4, 2, 2, 0));
    assertThat(example.counted()).isEqualTo(ints(0, 1, 2, 3, 4));
    assertThat(rule.length()).isEqualTo(6);
    assertThat(rule.vocabulary().size()).isEqualTo(6);
    assertThat(rule.vocabulary().pad()).isEqualTo(5);
    assertThat(rule.vocabulary().symbol(4)).isEqualTo("4");
  }

  /** Reads every sequence by looking up its symbols, and counts which choices each state takes. */
  @Test
  void theAutomatonReadsEverySequenceAndItsChoicesAreUniform() {
    Regular rule = new Regular(8, 8, 128, 0);
    List<Map<Integer, Integer>> table = table(rule);
    List<Map<Integer, Long>> taken = new ArrayList<>();
    table.forEach(row -> taken.add(new LinkedHashMap<>()));
    Draws.of(
        rule,
        500,
        example -> {
          int state = 0;
          for (int token : example.tokens()) {
            assertThat(table.get(state)).containsKey(token);
            taken.get(state).merge(token, 1L, Long::sum);
            state = next(table, state, token);
          }
        });
    for (int state = 0; state < 8; state++) {
      long[] counts = taken.get(state).values().stream().mapToLong(c -> c).toArray();
      assertThat(counts).hasSize(table.get(state).size());
      if (counts.length > 1) {
        assertThat(ChiSquare.deviations(counts)).isLessThan(4);
      }
    }
  }

  /** Choices differ, each state reaches each other, one is certain and one is not. */
  @Test
  void noAutomatonIsTrivial() {
    for (int seed = 0; seed < 300; seed++) {
      Regular rule = new Regular(2 + seed % 11, 2 + seed % 7, 2, seed);
      List<Map<Integer, Integer>> table = table(rule);
      for (int state = 0; state < rule.states(); state++) {
        assertThat(table.get(state)).hasSize(rule.choices(state));
        assertThat(table.get(state).keySet()).allMatch(s -> s >= 0 && s < rule.symbols());
        assertThat(reached(table, state)).hasSize(rule.states());
      }
      assertThat(table).anyMatch(row -> row.size() == 1).anyMatch(row -> row.size() > 1);
    }
  }

  private static Set<Integer> reached(List<Map<Integer, Integer>> table, int from) {
    Set<Integer> reached = new HashSet<>();
    List<Integer> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      int state = open.removeLast();
      table.get(state).values().stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  /** Over seeds, a state's symbols and the next states (but for the ring's) are uniform. */
  @Test
  void automataAreUniform() {
    long[] symbols = new long[7];
    long[] next = new long[6];
    Set<List<Map<Integer, Integer>>> tables = new HashSet<>();
    for (int seed = 0; seed < 5000; seed++) {
      Regular rule = new Regular(6, 7, 2, seed);
      symbols[rule.symbol(rule.key(), 1, seed % 3)]++;
      next[rule.next(rule.key(), 1, 1 + seed % 2)]++;
      tables.add(table(rule));
    }
    assertThat(ChiSquare.deviations(symbols)).isLessThan(4);
    assertThat(ChiSquare.deviations(next)).isLessThan(4);
    assertThat(tables).hasSize(5000);
  }

  /** What is certain is always right, of c choices one in c: 53 % of what counts by default. */
  @Test
  void theBestAccuracyIsAsDocumented() {
    Regular rule = new Regular(8, 8, 128, 0);
    List<Map<Integer, Integer>> table = table(rule);
    double[] right = new double[1];
    Draws.of(
        rule,
        2000,
        example -> {
          int state = next(table, 0, example.token(0));
          for (int t = 1; t < 128; t++) {
            right[0] += 1.0 / table.get(state).size();
            state = next(table, state, example.token(t));
          }
        });
    assertThat(right[0] / (2000 * 127)).isBetween(0.525, 0.535);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Regular(2, 2, 2, Long.MIN_VALUE), RegularTest::isInside);
    Draws.check(
        1, i -> new Regular(100_000, 1_000_000, 100_000, Long.MAX_VALUE), RegularTest::isInside);
  }

  private static void isInside(Regular rule, Example example) {
    assertThat(example.length()).isEqualTo(rule.n());
    assertThat(IntStream.of(example.tokens())).allMatch(t -> t >= 0 && t < rule.symbols());
    assertThat(example.counted()).isEqualTo(IntStream.range(0, rule.n() - 1).toArray());
  }
}
