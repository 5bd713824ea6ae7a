package graft.app.example;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.procedure.Picture;
import graft.procedure.rule.CellularAutomaton;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GridTextTest {
  /** The first row of an automaton with one living cell, the fourth. */
  private static final class Fourth implements RandomGenerator {
    private int cells;

    @Override
    public int nextInt(int bound) {
      return ++cells == 4 ? 1 : 0;
    }

    @Override
    public long nextLong() {
      throw new AssertionError("a cell is nextInt(2)");
    }
  }

  private static List<String> sierpinski(Paper paper) {
    CellularAutomaton rule90 = new CellularAutomaton(90, 7, 4);
    Example example = new Example();
    rule90.draw(new Fourth(), example);
    return new ExampleText(rule90, paper).lines(example);
  }

  @Test
  void sierpinskisTriangle() {
    assertThat(sierpinski(new Paper(false, false, 14)))
        .containsExactly("░░░░░░▓▓░░░░░░", "····██··██····", "··██······██··", "██··██··██··██");
  }

  @Test
  void narrowPaperHasNarrowCells() {
    assertThat(sierpinski(new Paper(false, false, 13)))
        .containsExactly("░░░▓░░░", "··█·█··", "·█···█·", "█·█·█·█");
  }

  @Test
  void whatIsTooWideFollowsBelow() {
    assertThat(sierpinski(new Paper(false, false, 4)))
        .containsExactly("░░░▓", "··█·", "·█··", "█·█·", "", "░░░", "█··", "·█·", "█·█");
  }

  @Test
  void inColourACharacterIsTwoCells() {
    String dead = "\u001b[38;5;239;48;5;235m";
    String deadOnLiving = "\u001b[38;5;239;48;5;40m";
    String livingOnDead = "\u001b[38;5;252;48;5;235m";
    List<String> lines = sierpinski(new Paper(true, false, 80));
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .isEqualTo(
            dead
                + "▀▀"
                + deadOnLiving
                + "▀"
                + livingOnDead
                + "▀"
                + deadOnLiving
                + "▀"
                + dead
                + "▀▀\u001b[0m");
  }

  /** Two states of two rows, and an odd third that is cut short. */
  private static Example states() {
    Example example = new Example();
    for (int token : new int[] {1, 0, 2, 0, 1, 3, 1, 1, 2, 0, 0, 3, 1}) {
      example.add(token);
    }
    example.count(5, 12);
    return example;
  }

  @Test
  void blocksStandSideBySideOrBelow() {
    List<List<List<Cell>>> blocks = Cell.blocks(states(), new Picture.Grid(2, 2));
    assertThat(GridText.of(blocks, new Paper(false, false, 16)))
        .containsExactly("▓▓░░  ████  ██", "░░▓▓  ····");
    assertThat(GridText.of(blocks, new Paper(false, false, 10)))
        .containsExactly("▓▓░░  ████", "░░▓▓  ····", "", "██");
  }

  @Test
  void noCellsAreAnEmptyLine() {
    assertThat(GridText.of(List.of(), new Paper(false, false, 16))).containsExactly("");
  }

  @Test
  void aRowWithoutAPartnerHasNoGround() {
    List<List<List<Cell>>> blocks = Cell.blocks(states(), new Picture.Grid(2, 3));
    assertThat(GridText.of(blocks, new Paper(true, false, 2)))
        .containsExactly(
            "\u001b[38;5;252;48;5;239m▀\u001b[38;5;239;48;5;252m▀\u001b[0m",
            "\u001b[38;5;40;49m▀▀\u001b[0m",
            "",
            "\u001b[38;5;235;48;5;40m▀\u001b[38;5;235;49m▀\u001b[0m");
  }
}
