package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Picture;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * Conway's Life and its kin (Gardner, "Mathematical Games", Scientific American, October 1970):
 * {@code grid SEP grid SEP ... grid}, each the next generation of the one before, row by row, one
 * token a cell. Ids: dead 0, live 1, separator 2, pad 3. The grid is a torus: the last row is above
 * the first, the last column left of the first. A cell of the first grid lives with probability
 * {@code density}.
 *
 * <p>In B3/S23, Life, a dead cell with 3 live neighbours out of 8 is born, and a live one with 2 or
 * 3 survives. In a grid of fewer than 3 rows or columns a cell is a neighbour more than once.
 *
 * <p>What counts is the prediction of every cell of every grid but the first, and not that of a
 * separator. So all that counts can be known. The layout and the sizes are our choice.
 *
 * @param rule numbers of live neighbours at birth and for survival
 * @param height rows of a grid
 * @param width cells in a row
 * @param generations grids of a sequence
 * @param density share of live cells in the first grid
 */
@About("Generations of Conway's Life or another life-like automaton on a torus")
public record Life(
    @Setting(
            fallback = "B3/S23",
            about = "Live neighbours for birth and for survival, like B3/S23 or B36/S23")
        String rule,
    @Setting(fallback = "6", about = "Rows of a grid; 1 to 1,000") int height,
    @Setting(fallback = "6", about = "Cells in a row; 1 to 1,000") int width,
    @Setting(
            fallback = "3",
            about =
                "Grids of a sequence; 2 to 100,000, and at most 1,000,001 tokens with separators")
        int generations,
    @Setting(fallback = "0.5", about = "Share of live cells in the first grid; 0.001 to 0.999")
        double density)
    implements Procedure {

  private static final int SEPARATOR = 2;
  private static final int PAD = 3;
  private static final int MOST_TOKENS = 1_000_000;

  public Life {
    LifeRule.require(rule);
    Limits.require("height", height, 1, 1_000);
    Limits.require("width", width, 1, 1_000);
    Limits.require("generations", generations, 2, 100_000);
    Limits.require("density", density, 0.001, 0.999);
    int most = Math.max(2, MOST_TOKENS / (height * width + 1));
    if (generations > most) {
      throw new SettingException(
          "generations",
          "generations must be at most %d for a grid of %d x %d, not %d"
              .formatted(most, height, width, generations));
    }
  }

  @Override
  public String name() {
    return "life";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        PAD + 1, PAD, token -> token == SEPARATOR ? "|" : token == PAD ? "·" : "" + token);
  }

  @Override
  public int length() {
    return generations * (height * width + 1) - 1;
  }

  @Override
  public Picture picture() {
    return new Picture.Grid(width, height);
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    int cells = height * width;
    for (int cell = 0; cell < cells; cell++) {
      example.add(random.nextDouble() < density ? 1 : 0);
    }
    int next = LifeRule.bits(rule);
    for (int generation = 1; generation < generations; generation++) {
      int before = example.length() - cells;
      example.add(SEPARATOR);
      for (int row = 0; row < height; row++) {
        addRow(before, row, next, example);
      }
      example.count(before + cells, example.length() - 1);
    }
  }

  /** Appends the next state of a row of the grid at {@code before}. */
  private void addRow(int before, int row, int next, Example example) {
    int above = before + (row == 0 ? height - 1 : row - 1) * width;
    int here = before + row * width;
    int below = before + (row + 1 == height ? 0 : row + 1) * width;
    for (int cell = 0; cell < width; cell++) {
      int left = cell == 0 ? width - 1 : cell - 1;
      int right = cell + 1 == width ? 0 : cell + 1;
      int neighbours =
          example.token(above + left) + example.token(above + cell) + example.token(above + right);
      neighbours += example.token(here + left) + example.token(here + right);
      neighbours +=
          example.token(below + left) + example.token(below + cell) + example.token(below + right);
      example.add(next >> (LifeRule.SURVIVAL * example.token(here + cell) + neighbours) & 1);
    }
  }
}
