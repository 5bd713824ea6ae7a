package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellularAutomatonTest {
  /** The last cell of the second row has the first as its right neighbour: 1 0 0 becomes 0. */
  @Test
  void byHand() {
    CellularAutomaton rule = new CellularAutomaton(110, 5, 3);
    Example example = Scripted.draw(rule, 0, 0, 0, 1, 0);
    assertThat(example.tokens()).isEqualTo(ints(0, 0, 0, 1, 0, 2, 0, 0, 1, 1, 0, 2, 0, 1, 1, 1, 0));
    assertThat(example.counted()).isEqualTo(ints(5, 6, 7, 8, 9, 11, 12, 13, 14, 15));
    assertThat(rule.length()).isEqualTo(17);
    assertThat(rule.vocabulary().size()).isEqualTo(4);
    assertThat(rule.vocabulary().pad()).isEqualTo(3);
  }

  /** Under rule 170 a cell takes its right neighbour's state, under rule 240 its left one's. */
  @Test
  void theBoundaryIsPeriodic() {
    assertThat(Scripted.draw(new CellularAutomaton(170, 3, 2), 1, 0, 0).tokens())
        .isEqualTo(ints(1, 0, 0, 2, 0, 0, 1));
    assertThat(Scripted.draw(new CellularAutomaton(240, 3, 2), 0, 0, 1).tokens())
        .isEqualTo(ints(0, 0, 1, 2, 1, 0, 0));
  }

  @Test
  void publishedPictures() {
    assertThat(picture(30))
        .isEqualTo(
            """
            ........#........
            .......###.......
            ......##..#......
            .....##.####.....
            ....##..#...#....
            ...##.####.###...
            ..##..#....#..#..
            .##.####..######.""");
    assertThat(picture(90))
        .isEqualTo(
            """
            ........#........
            .......#.#.......
            ......#...#......
            .....#.#.#.#.....
            ....#.......#....
            ...#.#.....#.#...
            ..#...#...#...#..
            .#.#.#.#.#.#.#.#.""");
    assertThat(picture(110))
        .isEqualTo(
            """
            ........#........
            .......##........
            ......###........
            .....##.#........
            ....#####........
            ...##...#........
            ..###..##........
            .##.#.###........""");
  }

  /** Eight rows of 17 cells from a single 1 in the middle. */
  private static String picture(int number) {
    Number[] first = new Number[17];
    Arrays.fill(first, 0);
    first[8] = 1;
    return IntStream.of(Scripted.draw(new CellularAutomaton(number, 17, 8), first).tokens())
        .mapToObj(token -> ".#\n".substring(token, token + 1))
        .collect(Collectors.joining());
  }

  @Test
  void agreesWithADirectSimulation() {
    Draws.check(
        2000,
        i -> new CellularAutomaton(i % 256, 1 + i % 37, 2 + i % 5),
        CellularAutomatonTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new CellularAutomaton(110, 1, 2), CellularAutomatonTest::agrees);
    Draws.check(1, i -> new CellularAutomaton(110, 100_000, 2), CellularAutomatonTest::agrees);
    Draws.check(1, i -> new CellularAutomaton(30, 1, 100_000), CellularAutomatonTest::agrees);
  }

  /**
   * The new state of neighbours 111, 110, ..., 000 are the number's binary digits from the left.
   */
  private static void agrees(CellularAutomaton rule, Example example) {
    int width = rule.width();
    String digits = Integer.toBinaryString(256 + rule.rule()).substring(1);
    int[] tokens = new int[rule.length()];
    int[] counted = new int[(rule.rows() - 1) * width];
    int count = 0;
    for (int t = 0; t < tokens.length; t++) {
      int cell = t % (width + 1);
      int row = t - cell - width - 1;
      if (cell == width) {
        tokens[t] = 2;
      } else if (row < 0) {
        tokens[t] = example.token(t);
      } else {
        int left = tokens[row + Math.floorMod(cell - 1, width)];
        int right = tokens[row + Math.floorMod(cell + 1, width)];
        tokens[t] = digits.charAt(7 - 4 * left - 2 * tokens[row + cell] - right) - '0';
        counted[count++] = t - 1;
      }
    }
    assertThat(example.tokens()).isEqualTo(tokens);
    assertThat(example.counted()).isEqualTo(counted);
  }

  @Test
  void firstRowIsUniform() {
    long[] rows = new long[256];
    Draws.of(
        new CellularAutomaton(110, 8, 2),
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
    assertThat(new CellularAutomaton(110, 9, 100_000).length()).isEqualTo(999_999);
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new CellularAutomaton(110, 100_000, 10))
        .withMessage("rows must be at most 9 for a width of 100000, not 10")
        .satisfies(e -> assertThat(e.setting()).isEqualTo("rows"));
  }
}
