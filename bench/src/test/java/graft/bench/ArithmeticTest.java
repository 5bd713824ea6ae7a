package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.Example;
import graft.random.Seeds;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArithmeticTest {
  private static long number(int[] tokens, int from, int to, boolean reversed) {
    StringBuilder digits = new StringBuilder();
    for (int t = from; t < to; t++) {
      digits.append(tokens[t] % 10);
    }
    return Long.parseLong((reversed ? digits.reverse() : digits).toString());
  }

  @ParameterizedTest
  @CsvSource({"false, false, 5", "false, true, 10", "true, false, 5"})
  void theEquationHolds(boolean product, boolean reversed, int d) {
    Arithmetic task = product ? Arithmetic.multiplication(d) : Arithmetic.addition(d, reversed);
    for (int i = 0; i < 500; i++) {
      Example example = new Example();
      task.draw(Seeds.generator(7, "test", "draw", i), example);
      int[] tokens = example.tokens();
      int stop = Arrays.stream(tokens).boxed().toList().indexOf(30);
      long a = number(tokens, 0, d, reversed);
      long b = number(tokens, d + 1, 2 * d + 1, reversed);
      assertThat(tokens[d]).isEqualTo(10);
      assertThat(tokens[2 * d + 1]).isEqualTo(11);
      assertThat(number(tokens, 2 * d + 2, stop, reversed)).isEqualTo(product ? a * b : a + b);
      assertThat(tokens.length).isLessThanOrEqualTo(task.length());
      assertCounted(example, tokens, 2 * d + 2);
    }
  }

  /** Where the token that is read is 20 or more and another follows. */
  private static void assertCounted(Example example, int[] tokens, int answer) {
    int[] counted = example.counted();
    assertThat(counted[0]).isEqualTo(answer);
    assertThat(counted[counted.length - 1]).isEqualTo(tokens.length - 2);
    assertThat(counted).hasSize(tokens.length - 1 - answer);
    assertThat(Arrays.stream(counted).map(p -> tokens[p])).allMatch(token -> token >= 20);
  }
}
