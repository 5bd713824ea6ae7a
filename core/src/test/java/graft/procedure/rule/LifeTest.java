package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifeTest {
  /** Below the density of 0.5 a cell lives. The script is a vertical blinker in 4 rows of 5. */
  @Test
  void byHand() {
    Life life = new Life("B3/S23", 4, 5, 2, 0.5);
    Example example =
        Scripted.draw(
            life, 0.5, 0.9, 0.4, 0.7, 0.5, 0.5, 0.9, 0.0, 0.7, 0.5, 0.5, 0.9, 0.499, 0.7, 0.5, 0.5,
            0.9, 0.5, 0.7, 0.5);
    assertThat(example.tokens())
        .isEqualTo(
            ints(
                0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1,
                1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(example.counted()).isEqualTo(IntStream.range(20, 40).toArray());
    assertThat(life.length()).isEqualTo(41);
    assertThat(life.vocabulary().size()).isEqualTo(4);
    assertThat(life.vocabulary().pad()).isEqualTo(3);
    assertThat(life.vocabulary().symbol(2)).isEqualTo("|");
  }

  @Test
  void aSeparatorDoesNotCount() {
    Example example = Scripted.draw(new Life("B3/S23", 1, 2, 3, 0.5), 0.1, 0.9);
    assertThat(example.length()).isEqualTo(8);
    assertThat(example.counted()).isEqualTo(ints(2, 3, 5, 6));
  }

  /** A blinker has period 2, a block and a beehive stand still. */
  @Test
  void publishedOscillatorsAndStillLifes() {
    assertThat(generations("B3/S23", 3, ".....", "..#..", "..#..", "..#..", "....."))
        .containsExactly(
            ".....\n..#..\n..#..\n..#..\n.....",
            ".....\n.....\n.###.\n.....\n.....",
            ".....\n..#..\n..#..\n..#..\n.....");
    for (List<String> still :
        List.of(
            generations("B3/S23", 3, "....", ".##.", ".##.", "...."),
            generations("B3/S23", 3, "......", "..##..", ".#..#.", "..##..", "......"))) {
      assertThat(still).hasSize(3).containsOnly(still.getFirst());
    }
  }

  /** In 4 generations a glider moves by one row and one column; on the torus back in 4 * 6. */
  @Test
  void aGliderMoves() {
    List<String> all =
        generations("B3/S23", 25, ".#....", "..#...", "###...", "......", "......", "......");
    assertThat(all.get(1)).isEqualTo("......\n#.#...\n.##...\n.#....\n......\n......");
    for (int i = 0; i + 4 < all.size(); i++) {
      assertThat(all.get(i + 4)).isEqualTo(shifted(all.get(i))).isNotEqualTo(all.get(i));
    }
    assertThat(all.getLast()).isEqualTo(all.getFirst());
  }

  /** Down and to the right. */
  private static String shifted(String grid) {
    List<String> rows = new ArrayList<>(List.of(grid.split("\n")));
    rows.addFirst(rows.removeLast());
    return rows.stream()
        .map(row -> row.substring(row.length() - 1) + row.substring(0, row.length() - 1))
        .collect(Collectors.joining("\n"));
  }

  /** HighLife's replicator is two after 12 generations, four places apart on the diagonal. */
  @Test
  void highLifeHasAReplicator() {
    String[] rows = new String[20];
    Arrays.fill(rows, ".".repeat(20));
    String[] pattern = {"..###", ".#..#", "#...#", "#..#.", "###.."};
    for (int i = 0; i < 5; i++) {
      rows[7 + i] = ".".repeat(7) + pattern[i] + ".".repeat(8);
    }
    String last = generations("B36/S23", 13, rows).getLast();
    String[] expected = new String[20];
    Arrays.fill(expected, ".".repeat(20));
    for (int i = 0; i < 5; i++) {
      expected[5 + i] = ".".repeat(5) + pattern[i] + ".".repeat(10);
      expected[9 + i] = ".".repeat(9) + pattern[i] + ".".repeat(6);
    }
    expected[9] = ".".repeat(5) + pattern[4] + pattern[0].substring(1) + ".".repeat(6);
    assertThat(last).isEqualTo(String.join("\n", expected));
  }

  private static List<String> generations(String rule, int count, String... rows) {
    Number[] script =
        String.join("", rows).chars().mapToObj(c -> c == '#' ? 0.0 : 0.9).toArray(Number[]::new);
    int width = rows[0].length();
    Life life = new Life(rule, rows.length, width, count, 0.5);
    Example example = Scripted.draw(life, script);
    List<String> grids = new ArrayList<>();
    for (int at = 0; at < example.length(); at += script.length + 1) {
      String cells =
          IntStream.of(slice(example, at, at + script.length))
              .mapToObj(cell -> cell == 1 ? "#" : ".")
              .collect(Collectors.joining());
      grids.add(
          IntStream.range(0, rows.length)
              .mapToObj(row -> cells.substring(row * width, (row + 1) * width))
              .collect(Collectors.joining("\n")));
    }
    return grids;
  }

  @Test
  void agreesWithADirectSimulation() {
    String[] rules = {"B3/S23", "B36/S23", "B2/S", "B/S012345678", "B0/S8", "B1357/S1357"};
    Draws.check(
        1000,
        i -> new Life(rules[i % rules.length], 1 + i % 7, 1 + i % 11, 2 + i % 4, 0.4),
        LifeTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new Life("B3/S23", 1, 1, 2, 0.5), LifeTest::agrees);
    Draws.check(1, i -> new Life("B3/S23", 1, 1, 100_000, 0.999), LifeTest::agrees);
    Draws.check(1, i -> new Life("B3/S23", 300, 1_000, 2, 0.001), LifeTest::agrees);
    assertThat(new Life("B3/S23", 1_000, 1_000, 2, 0.5).length()).isEqualTo(2_000_001);
  }

  /**
   * Spreads every live cell over its eight neighbours, and reads the rule's two lists of digits.
   */
  private static void agrees(Life life, Example example) {
    int height = life.height();
    int width = life.width();
    String[] lists = life.rule().substring(1).split("/S", -1);
    int[] tokens = example.tokens();
    assertThat(tokens).hasSize(life.length());
    for (int g = 1; g < life.generations(); g++) {
      int before = (g - 1) * (height * width + 1);
      int[] neighbours = new int[height * width];
      for (int cell = 0; cell < height * width; cell++) {
        for (int i = 0; i < 9; i++) {
          int row = Math.floorMod(cell / width + i / 3 - 1, height);
          int column = Math.floorMod(cell % width + i % 3 - 1, width);
          neighbours[row * width + column] += i == 4 ? 0 : tokens[before + cell];
        }
      }
      int[] next = new int[height * width];
      for (int cell = 0; cell < next.length; cell++) {
        String list = lists[tokens[before + cell]];
        next[cell] = list.contains("" + neighbours[cell]) ? 1 : 0;
      }
      int start = before + next.length + 1;
      assertThat(tokens[start - 1]).isEqualTo(2);
      assertThat(Arrays.copyOfRange(tokens, start, start + next.length)).isEqualTo(next);
    }
    int period = height * width + 1;
    assertThat(example.counted())
        .isEqualTo(
            IntStream.range(period - 1, example.length() - 1)
                .filter(p -> p % period != period - 2)
                .toArray());
  }

  @Test
  void firstGridHasItsDensity() {
    long[] grids = new long[64];
    Draws.of(new Life("B3/S23", 2, 3, 2, 0.5), 20_000, example -> grids[index(example)]++);
    assertThat(ChiSquare.deviations(grids)).isLessThan(4);
    long[] live = new long[1];
    Draws.of(
        new Life("B3/S23", 10, 10, 2, 0.2),
        1_000,
        example -> live[0] += Arrays.stream(slice(example, 0, 100)).sum());
    assertThat(Draws.deviations(live[0], 100_000, 0.2)).isLessThan(4);
  }

  private static int index(Example example) {
    return IntStream.range(0, 6).reduce(0, (bits, cell) -> 2 * bits + example.token(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "3/23", "B3S23", "b3/s23", "B3/S32", "B33/S2", "B9/S2", "B3/S23 ", "B3/S23/"})
  void badRulesAreNamed(String rule) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Life(rule, 6, 6, 3, 0.5))
        .withMessageStartingWith("rule must be like B3/S23: after B the numbers of live neighbours")
        .withMessageEndingWith(", not '" + rule + "'")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("rule"));
  }

  @Test
  void badSizesAreNamed() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Life("B".repeat(1_000_000), 6, 6, 3, 0.5))
        .satisfies(e -> assertThat(e).message().hasSizeLessThan(250));
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new Life("B3/S23", 99, 101, 101, 0.5))
        .withMessage("generations must be at most 100 for a grid of 99 x 101, not 101")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("generations"));
  }
}
