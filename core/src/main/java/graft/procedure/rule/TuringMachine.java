package graft.procedure.rule;

import graft.procedure.About;
import graft.procedure.Example;
import graft.procedure.Limits;
import graft.procedure.Procedure;
import graft.procedure.Setting;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import java.util.random.RandomGenerator;

/**
 * A Turing machine at work on a random tape: {@code tape SEP (state, symbol) (state, symbol) ...},
 * one token for the state and the symbol under the head at the beginning of each step. It begins in
 * the first state on the first cell; the tape is a ring, and never halts a machine.
 *
 * <p>The next state follows from the token before, but the symbol is what was written last at the
 * place where the head is now, or what the tape held there at first. All of these tokens count, and
 * all can be known.
 *
 * <p>Ids with s states and k symbols: symbols 0..k-1, symbol c in state q is k + q * k + c,
 * separator k + s * k, pad k + s * k + 1.
 *
 * <p>A machine's number is written in base 2sk; its sk digits are for the first state with symbols
 * k-1 down to 0, then for the second, and so on. A digit is 2k * next state + 2 * written symbol +
 * (1 for right, 0 for left) (Wolfram, "A New Kind of Science", 2002). For a random machine, give a
 * uniform number. The default is the smallest machine shown to be universal, though in a weak sense
 * that needs an endless pattern on the tape (Smith, "Universality of Wolfram's 2, 3 Turing
 * Machine", 2020).
 *
 * @param states s
 * @param symbols k
 * @param machine its number
 * @param width cells of the tape
 * @param steps of a sequence
 */
@About("A Turing machine's states and what it reads, step by step, after its tape")
public record TuringMachine(
    @Setting(fallback = "2", about = "States; 1 or more, and states * symbols at most 13")
        int states,
    @Setting(fallback = "3", about = "Symbols on the tape; 2 or more, and states * symbols <= 13")
        int symbols,
    @Setting(
            fallback = "596440",
            about =
                "Wolfram's number of the machine; below (2 * states * symbols)^(states * symbols)")
        long machine,
    @Setting(fallback = "20", about = "Cells of the tape, a ring; 1 to 100,000") int width,
    @Setting(fallback = "64", about = "Steps of a sequence; 1 to 100,000") int steps)
    implements Procedure {

  /** So that every machine's number is a long: 26^13 is below 2^63. */
  private static final int MOST_CASES = 13;

  public TuringMachine {
    Limits.require("states", states, 1, MOST_CASES / 2);
    Limits.require("symbols", symbols, 2, MOST_CASES);
    if (states * symbols > MOST_CASES) {
      throw new SettingException(
          "symbols",
          "symbols must be at most %d for %d states, not %d"
              .formatted(MOST_CASES / states, states, symbols));
    }
    long machines = 1;
    for (int i = 0; i < states * symbols; i++) {
      machines *= 2L * states * symbols;
    }
    Limits.require("machine", machine, 0, machines - 1);
    Limits.require("width", width, 1, 100_000);
    Limits.require("steps", steps, 1, 100_000);
  }

  @Override
  public String name() {
    return "turing";
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(separator() + 2, separator() + 1, this::symbol);
  }

  private int separator() {
    return symbols + states * symbols;
  }

  private String symbol(int token) {
    if (token >= separator()) {
      return token == separator() ? "|" : "·";
    }
    String symbol = Integer.toString(token % symbols);
    return token < symbols ? symbol : (char) ('A' + token / symbols - 1) + symbol;
  }

  @Override
  public int length() {
    return width + 1 + steps;
  }

  /** Scratch memory: the machine's digits, the last first, then the tape. */
  @Override
  public void draw(RandomGenerator random, Example example) {
    int cases = states * symbols;
    int[] memory = example.scratch(cases + width);
    readMachine(memory);
    for (int cell = 0; cell < width; cell++) {
      memory[cases + cell] = random.nextInt(symbols);
      example.add(memory[cases + cell]);
    }
    example.add(separator());
    addSteps(memory, example);
    example.count(width, example.length() - 1);
  }

  private void readMachine(int[] memory) {
    long base = 2L * states * symbols;
    long rest = machine;
    for (int i = 0; i < states * symbols; i++) {
      memory[i] = (int) (rest % base);
      rest /= base;
    }
  }

  private void addSteps(int[] memory, Example example) {
    int tape = states * symbols;
    int state = 0;
    int head = 0;
    for (int step = 0; step < steps; step++) {
      int read = memory[tape + head];
      example.add(symbols + state * symbols + read);
      int digit = memory[(states - 1 - state) * symbols + read];
      memory[tape + head] = digit / 2 % symbols;
      state = digit / (2 * symbols);
      head += digit % 2 == 1 ? 1 : width - 1;
      head = head >= width ? head - width : head;
    }
  }
}
