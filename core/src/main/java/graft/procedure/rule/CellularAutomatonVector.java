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
 * Rows of an elementary cellular automaton, numbered as in {@link CellularAutomaton}, each row one
 * vector: a linear layer of the model's own reads the whole row, and another one predicts all cells
 * of the next row (arXiv 2410.02536, "Intelligence at the Edge of Chaos"). Ids: cells 0 and 1, pad
 * 2. The first row is uniform random bits, and a row's last cell is a neighbour of its first.
 *
 * <p>As in the code that was published with that paper, every row but the first is predicted from
 * those before it; successive rows are {@code interval} states of the automaton apart; and the loss
 * is the mean binary cross-entropy of the cells, each with a sigmoid of its own.
 *
 * <p>What differs: there a row is a window of 100 cells in a ring of 1,000, so that the cells at
 * its edges depend on some that no model sees, and here it is the whole ring, so that all that
 * counts can be known; rows are sampled from one history there, and here every sequence begins
 * anew. Neither layer has a bias of its own: the first one's is absorbed by the position
 * embeddings, that of the second by the bias of the final layer normalisation as far as the model
 * is as wide as the row. Both start from GPT-2's N(0, 0.02). The default size is our choice, for
 * the small models that this is meant for.
 *
 * @param rule its number
 * @param width cells in a row
 * @param rows of a sequence
 * @param interval states of the automaton from one row to the next
 */
@About(
    value =
        "Rows of an elementary cellular automaton, each read and predicted as one vector of bits",
    finding =
        "Rules of complex behaviour help reasoning and chess more than uniform, periodic and, often,"
            + " chaotic ones (arXiv 2410.02536).")
public record CellularAutomatonVector(
    @Setting(fallback = "110", about = "Number of the automaton; 0 to 255") int rule,
    @Setting(fallback = "16", about = "Cells in a row; 2 to 100,000") int width,
    @Setting(
            fallback = "16",
            about = "Rows of a sequence; 2 to 100,000, and rows * width at most 1,000,000")
        int rows,
    @Setting(fallback = "1", about = "States of the automaton from one row to the next; 1 to 1,000")
        int interval)
    implements Procedure {

  private static final int PAD = 2;
  private static final int MOST_TOKENS = 1_000_000;

  public CellularAutomatonVector {
    Limits.require("rule", rule, 0, 255);
    Limits.require("width", width, 2, 100_000);
    Limits.require("rows", rows, 2, 100_000);
    Limits.require("interval", interval, 1, 1_000);
    int most = MOST_TOKENS / width;
    if (rows > most) {
      throw new SettingException(
          "rows", "rows must be at most " + most + " for a width of " + width + ", not " + rows);
    }
  }

  @Override
  public String name() {
    return "eca-vector";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(PAD + 1, PAD, token -> token == PAD ? "·" : "" + token);
  }

  @Override
  public int bitsPerPosition() {
    return width;
  }

  @Override
  public Picture picture() {
    return new Picture.Grid(width, rows);
  }

  @Override
  public int length() {
    return rows * width;
  }

  @Override
  public void draw(RandomGenerator random, Example example) {
    for (int cell = 0; cell < width; cell++) {
      example.add(random.nextInt(2));
    }
    for (int row = 1; row < rows; row++) {
      int start = row * width;
      for (int cell = 0; cell < width; cell++) {
        example.add(example.token(start - width + cell));
      }
      for (int state = 0; state < interval; state++) {
        advance(example, start);
      }
    }
    example.count(width - 1, rows * width - 1);
  }

  /** Turns the row that begins at {@code start} into its next state. */
  private void advance(Example example, int start) {
    int first = example.token(start);
    int seen = 2 * example.token(start + width - 1) + first;
    for (int cell = 0; cell < width; cell++) {
      int right = cell + 1 < width ? example.token(start + cell + 1) : first;
      seen = (2 * seen + right) & 7;
      example.set(start + cell, rule >> seen & 1);
    }
  }
}
