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
 * Rows of an elementary cellular automaton (arXiv 2505.22308), each the next state of the one
 * before: {@code row SEP row SEP ... row}, one token a cell. Ids: cells 0 and 1, separator 2, pad
 * 3. The first row is uniform random bits, and a row's last cell is a neighbour of its first. Rows
 * that a model reads as one vector each are {@link CellularAutomatonVector}.
 *
 * <p>With bit i of the rule's number as the new state of a cell, i is the three bits left
 * neighbour, cell, right neighbour, the left one worth 4 (Wolfram, "Statistical Mechanics of
 * Cellular Automata", 1983).
 *
 * <p>What counts is the prediction of every cell of every row but the first, and not that of a
 * separator. So all that counts can be known, and a model can reach an accuracy of 1.
 *
 * <p>Our choices: this layout of the tokens, the boundary, and the default size, about as long as a
 * k-Dyck sequence and with far more first rows than training ever draws.
 *
 * @param rule its number
 * @param width cells in a row
 * @param rows of a sequence
 */
@About(
    value = "Rows of an elementary cellular automaton, each the next state of the one before",
    finding =
        "Rule 110 helps reversed addition (arXiv 2505.22308, 2601.21725). Attention and MLP, one"
            + " from it and one from set, are together good at all tasks of arXiv 2505.22308.")
public record CellularAutomaton(
    @Setting(fallback = "110", about = "Number of the automaton; 0 to 255") int rule,
    @Setting(fallback = "32", about = "Cells in a row; 1 to 100,000") int width,
    @Setting(
            fallback = "4",
            about = "Rows of a sequence; 2 to 100,000, and rows * (width + 1) at most 1,000,000")
        int rows)
    implements Procedure {

  private static final int SEPARATOR = 2;
  private static final int PAD = 3;
  private static final int MOST_TOKENS = 1_000_000;

  public CellularAutomaton {
    Limits.require("rule", rule, 0, 255);
    Limits.require("width", width, 1, 100_000);
    Limits.require("rows", rows, 2, 100_000);
    int most = MOST_TOKENS / (width + 1);
    if (rows > most) {
      throw new SettingException(
          "rows", "rows must be at most " + most + " for a width of " + width + ", not " + rows);
    }
  }

  @Override
  public String name() {
    return "eca";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        PAD + 1, PAD, token -> token == SEPARATOR ? "|" : token == PAD ? "·" : "" + token);
  }

  @Override
  public Picture picture() {
    return new Picture.Grid(width, rows);
  }

  @Override
  public int length() {
    return rows * (width + 1) - 1;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    for (int cell = 0; cell < width; cell++) {
      example.add(random.nextInt(2));
    }
    for (int row = 1; row < rows; row++) {
      example.add(SEPARATOR);
      addNext(example);
      example.count(example.length() - width - 1, example.length() - 1);
    }
  }

  /** Appends the next state of the row that ends before the separator that was added last. */
  private void addNext(Example example) {
    int before = example.length() - 1 - width;
    int seen = 2 * example.token(before + width - 1) + example.token(before);
    for (int cell = 0; cell < width; cell++) {
      int right = example.token(before + (cell + 1 < width ? cell + 1 : 0));
      seen = (2 * seen + right) & 7;
      example.add(rule >> seen & 1);
    }
  }
}
