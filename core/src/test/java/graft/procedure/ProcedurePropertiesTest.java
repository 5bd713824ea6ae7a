package graft.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.SetRule;
import graft.procedure.rule.StackRule;
import graft.procedure.task.Addition;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.procedure.task.Scoring;
import graft.random.Seeds;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds of every example, whatever the settings and the seed. */
class ProcedurePropertiesTest {
  private static int[] draw(Procedure procedure, long seed) {
    Example example = new Example();
    procedure.draw(Seeds.generator(seed, "test", "properties", 0), example);
    assertThat(example.length()).isBetween(2, procedure.length());
    return example.tokens();
  }

  private static int[] from(int[] tokens, int start) {
    return Arrays.copyOfRange(tokens, start, tokens.length);
  }

  @Property(seed = "1", tries = 300)
  void bracketsAreBalancedAndNested(
      @ForAll @IntRange(min = 1, max = 40) int k,
      @ForAll @IntRange(min = 1, max = 150) int pairs,
      @ForAll @DoubleRange(min = 0, max = 1) double openProbability,
      @ForAll long seed) {
    int[] tokens = draw(new KDyck(k, 2 * pairs, openProbability), seed);
    Deque<Integer> open = new ArrayDeque<>();
    for (int token : tokens) {
      if (token < k) {
        open.push(token);
      } else {
        assertThat(open.pop()).isEqualTo(token - k);
      }
    }
    assertThat(open).isEmpty();
    assertThat(tokens).hasSize(2 * pairs);
  }

  @Property(seed = "2", tries = 300)
  void setKeepsTheFirstOfEachInOrder(
      @ForAll @IntRange(min = 2, max = 60) int vocabulary,
      @ForAll @IntRange(min = 1, max = 120) int length,
      @ForAll long seed) {
    int[] tokens = draw(new SetRule(vocabulary, length), seed);
    assertThat(tokens[length]).isEqualTo(vocabulary);
    assertThat(from(tokens, length + 1))
        .isEqualTo(Arrays.stream(tokens, 0, length).distinct().toArray());
  }

  @Property(seed = "3", tries = 300)
  void stackEndsWithWhatItsOperationsLeave(
      @ForAll @IntRange(min = 1, max = 120) int length, @ForAll long seed) {
    int vocabulary = length + 1;
    int[] tokens = draw(new StackRule(vocabulary, length), seed);
    Deque<Integer> stack = new ArrayDeque<>();
    for (int t = 0; t < length; t++) {
      if (tokens[t] == 0) {
        stack.pop();
      } else {
        assertThat(stack).doesNotContain(tokens[t]);
        stack.push(tokens[t]);
      }
    }
    assertThat(tokens[length]).isEqualTo(vocabulary);
    assertThat(from(tokens, length + 1)).isEqualTo(stack.stream().mapToInt(x -> x).toArray());
  }

  @Property(seed = "4", tries = 300)
  void arithmeticIsThatOfBigInteger(
      @ForAll @IntRange(min = 1, max = 60) int digits, @ForAll Scoring scoring, @ForAll long seed) {
    int[] sum = draw(new Addition(digits, scoring), seed);
    assertThat(number(sum, 2 * digits + 2, end(sum), false))
        .isEqualTo(question(sum, 0, digits, false).add(question(sum, digits + 1, digits, false)));
    int[] reversed = draw(new ReversedAddition(digits, scoring), seed);
    assertThat(number(reversed, 2 * digits + 2, end(reversed), true))
        .isEqualTo(
            question(reversed, 0, digits, true).add(question(reversed, digits + 1, digits, true)));
    int[] product = draw(new Multiplication(digits, scoring), seed);
    assertThat(number(product, 2 * digits + 2, end(product), false))
        .isEqualTo(
            question(product, 0, digits, false)
                .multiply(question(product, digits + 1, digits, false)));
  }

  private static int end(int[] tokens) {
    int end = tokens.length - 1;
    while (tokens[end] != 30) {
      end--;
    }
    return end;
  }

  private static BigInteger question(int[] tokens, int start, int digits, boolean reversed) {
    return number(tokens, start, start + digits, reversed);
  }

  private static BigInteger number(int[] tokens, int start, int end, boolean reversed) {
    StringBuilder text = new StringBuilder();
    for (int t = start; t < end; t++) {
      text.append(tokens[t] % 20);
    }
    return new BigInteger(reversed ? text.reverse().toString() : text.toString());
  }

  @Property(seed = "5", tries = 300)
  void everyRowOfAnAutomatonIsTheNextStateOfTheOneBefore(
      @ForAll @IntRange(min = 0, max = 255) int rule,
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 2, max = 12) int rows,
      @ForAll long seed) {
    int[] tokens = draw(new CellularAutomaton(rule, width, rows), seed);
    for (int row = 1; row < rows; row++) {
      int before = (row - 1) * (width + 1);
      for (int cell = 0; cell < width; cell++) {
        int left = tokens[before + Math.floorMod(cell - 1, width)];
        int right = tokens[before + (cell + 1) % width];
        int i = 4 * left + 2 * tokens[before + cell] + right;
        assertThat(tokens[row * (width + 1) + cell]).isEqualTo(rule / (1 << i) % 2);
      }
    }
  }
}
