package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static graft.procedure.rule.Draws.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TuringMachineTest {
  /** States A and B, symbols 0..2, in the usual notation: written symbol, move, next state. */
  private static final String UNIVERSAL = "1RB2LA1LA 2LA2RB0RA";

  /** The champion of two states; its third state stands for the halt and runs to the right. */
  private static final String BUSY_BEAVER = "1RB1LB 1LA1RC 0RC1RC";

  /** Wolfram's number of a table in the usual notation, digit by digit. */
  private static long number(String table) {
    String[] states = table.split(" ");
    int symbols = states[0].length() / 3;
    BigInteger base = BigInteger.valueOf(2L * states.length * symbols);
    BigInteger number = BigInteger.ZERO;
    for (String state : states) {
      for (int read = symbols - 1; read >= 0; read--) {
        int next = state.charAt(3 * read + 2) - 'A';
        int written = state.charAt(3 * read) - '0';
        int right = state.charAt(3 * read + 1) == 'R' ? 1 : 0;
        long digit = 2L * symbols * next + 2L * written + right;
        number = number.multiply(base).add(BigInteger.valueOf(digit));
      }
    }
    return number.longValueExact();
  }

  private static String shown(TuringMachine machine, Example example) {
    return IntStream.of(example.tokens())
        .mapToObj(machine.vocabulary()::symbol)
        .collect(Collectors.joining(" "));
  }

  /**
   * On the ring 1 0 2: A on 1 writes 2 and goes left, so to the 2, which becomes 1; left to the 0,
   * which becomes 1; as B right to the 1 (2), right to the first cell, a 2 by now (0, as A), right
   * to the 1.
   */
  @Test
  void byHand() {
    TuringMachine machine = new TuringMachine(2, 3, number(UNIVERSAL), 3, 6);
    Example example = Scripted.draw(machine, 1, 0, 2);
    assertThat(shown(machine, example)).isEqualTo("1 0 2 | A1 A2 A0 B1 B2 A1");
    assertThat(example.tokens()).isEqualTo(ints(1, 0, 2, 9, 4, 5, 3, 7, 8, 4));
    assertThat(example.counted()).isEqualTo(ints(3, 4, 5, 6, 7, 8));
    assertThat(machine.length()).isEqualTo(10);
    assertThat(machine.vocabulary().size()).isEqualTo(11);
    assertThat(machine.vocabulary().pad()).isEqualTo(10);
  }

  @Test
  void theUniversalMachineHasItsPublishedNumber() {
    assertThat(number(UNIVERSAL)).isEqualTo(596_440);
  }

  /** Six steps to the halt, which then meets the four ones left on the tape, and no other. */
  @Test
  void theBusyBeaverWritesFourOnesInSixSteps() {
    TuringMachine beaver = new TuringMachine(3, 2, number(BUSY_BEAVER), 10, 16);
    Number[] blank = Collections.nCopies(10, 0).toArray(new Number[0]);
    assertThat(shown(beaver, Scripted.draw(beaver, blank)))
        .isEqualTo("0 0 0 0 0 0 0 0 0 0 | A0 B0 A1 B0 A0 B1 C1 C1 C0 C0 C0 C0 C0 C0 C1 C1");
  }

  @Test
  void agreesWithADirectSimulation() {
    int[][] sizes = {{1, 2}, {2, 2}, {2, 3}, {3, 2}, {3, 3}, {4, 3}, {2, 6}, {6, 2}, {1, 13}};
    Draws.check(
        2000,
        i -> {
          int[] size = sizes[i % sizes.length];
          long machines = machines(size[0], size[1]);
          long machine = Math.floorMod(i * 0x9E3779B97F4A7C15L, machines);
          return new TuringMachine(size[0], size[1], machine, 1 + i % 23, 1 + i % 90);
        },
        TuringMachineTest::agrees);
  }

  private static long machines(int states, int symbols) {
    return BigInteger.valueOf(2L * states * symbols).pow(states * symbols).longValueExact();
  }

  @Test
  void extremes() {
    Draws.check(1, i -> new TuringMachine(1, 2, 0, 1, 1), TuringMachineTest::agrees);
    Draws.check(1, i -> new TuringMachine(2, 3, 596_440, 1, 100_000), TuringMachineTest::agrees);
    Draws.check(1, i -> new TuringMachine(2, 3, 596_440, 100_000, 1), TuringMachineTest::agrees);
    Draws.check(
        1,
        i -> new TuringMachine(1, 13, machines(1, 13) - 1, 100_000, 100_000),
        TuringMachineTest::agrees);
  }

  /** By the machine's digits as a text, most significant first. */
  private static void agrees(TuringMachine machine, Example example) {
    int k = machine.symbols();
    int[] tape = slice(example, 0, machine.width());
    BigInteger base = BigInteger.valueOf(2L * machine.states() * k);
    int state = 0;
    int head = 0;
    int[] steps = new int[machine.steps()];
    for (int step = 0; step < steps.length; step++) {
      steps[step] = k + state * k + tape[head];
      int fromTheRight = machine.states() * k - 1 - (state * k + k - 1 - tape[head]);
      int digit =
          BigInteger.valueOf(machine.machine())
              .divide(base.pow(fromTheRight))
              .mod(base)
              .intValueExact();
      tape[head] = digit % (2 * k) / 2;
      state = digit / (2 * k);
      head = Math.floorMod(head + 2 * (digit % 2) - 1, tape.length);
    }
    assertThat(example.token(machine.width())).isEqualTo(k + machine.states() * k);
    assertThat(slice(example, machine.width() + 1, example.length())).isEqualTo(steps);
    assertThat(example.counted())
        .isEqualTo(IntStream.range(machine.width(), example.length() - 1).toArray());
  }

  @Test
  void theTapeIsUniform() {
    long[] tapes = new long[81];
    Draws.of(
        new TuringMachine(2, 3, 596_440, 4, 4),
        20_000,
        example -> tapes[IntStream.range(0, 4).reduce(0, (n, i) -> 3 * n + example.token(i))]++);
    assertThat(ChiSquare.deviations(tapes)).isLessThan(4);
  }

  @Test
  void badSizesAreNamed() {
    fails(5, 3, 0, "symbols", "symbols must be at most 2 for 5 states, not 3");
    fails(2, 2, 4096, "machine", "machine must be between 0 and 4095, not 4096");
    fails(2, 2, -1, "machine", "machine must be between 0 and 4095, not -1");
    fails(7, 2, 0, "states", "states must be between 1 and 6, not 7");
    fails(1, 1, 0, "symbols", "symbols must be between 2 and 13, not 1");
  }

  private static void fails(int states, int symbols, long machine, String name, String message) {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> new TuringMachine(states, symbols, machine, 4, 4))
        .withMessage(message)
        .satisfies(e -> assertThat(e.setting()).isEqualTo(name));
  }
}
