package graft.procedure.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticTest {
  private static final int EQUALS = 11;

  private static int[] ints(int... values) {
    return values;
  }

  /** All three tasks, both scorings. */
  static Stream<Arithmetic> tasks(int d) {
    return Arrays.stream(Scoring.values())
        .flatMap(
            scoring ->
                Stream.of(
                    new Addition(d, scoring),
                    new ReversedAddition(d, scoring),
                    new Multiplication(d, scoring)));
  }

  static Stream<Arithmetic> defaults() {
    return tasks(5);
  }

  static Stream<Arithmetic> singleDigits() {
    return tasks(1);
  }

  private static String shown(Procedure task, Example example) {
    return IntStream.of(example.tokens())
        .mapToObj(task.vocabulary()::symbol)
        .collect(Collectors.joining(" "));
  }

  private static Example draw(Procedure task, SplitMix random, Example example) {
    example.clear();
    task.draw(random, example);
    return example;
  }

  private static SplitMix random(int index) {
    return Seeds.generator(1, "arithmetic", "test", index);
  }

  /**
   * 47 + 38 = 85: one carry, so two digits, and the padded sequence of 10 tokens has one place
   * behind the stop.
   */
  @Test
  void additionByHand() {
    Procedure published = new Addition(2, Scoring.PUBLISHED);
    Example example = Scripted.draw(published, 3, 7, 2, 8);
    assertThat(example.tokens()).isEqualTo(ints(4, 7, 10, 3, 8, 11, 28, 25, 30, 12));
    assertThat(example.counted()).isEqualTo(ints(6, 7, 8));
    assertThat(published.length()).isEqualTo(10);
    Example answer = Scripted.draw(new Addition(2, Scoring.ANSWER), 3, 7, 2, 8);
    assertThat(answer.tokens()).isEqualTo(ints(4, 7, 10, 3, 8, 11, 28, 25, 30));
    assertThat(answer.counted()).isEqualTo(ints(5, 6, 7));
  }

  /** 999 + 999 = 1998 carries everywhere; four digits and the stop fill the 13 places. */
  @Test
  void additionWithCarriesByHand() {
    Example example = Scripted.draw(new Addition(3, Scoring.PUBLISHED), 8, 9, 9, 8, 9, 9);
    assertThat(example.tokens()).isEqualTo(ints(9, 9, 9, 10, 9, 9, 9, 11, 21, 29, 29, 28, 30));
    assertThat(example.counted()).isEqualTo(ints(8, 9, 10, 11));
    Example answer = Scripted.draw(new Addition(3, Scoring.ANSWER), 8, 9, 9, 8, 9, 9);
    assertThat(answer.tokens()).isEqualTo(example.tokens());
    assertThat(answer.counted()).isEqualTo(ints(7, 8, 9, 10, 11));
  }

  /** 550 + 450 = 1000, the same numbers as for addition, written 055 + 054 = 0001. */
  @Test
  void reversedAdditionByHand() {
    Procedure published = new ReversedAddition(3, Scoring.PUBLISHED);
    Example example = Scripted.draw(published, 4, 5, 0, 3, 5, 0);
    assertThat(example.tokens()).isEqualTo(ints(0, 5, 5, 10, 0, 5, 4, 11, 20, 20, 20, 21, 30));
    assertThat(example.counted()).isEqualTo(ints(8, 9, 10, 11));
    assertThat(published.length()).isEqualTo(13);
    Example answer = Scripted.draw(new ReversedAddition(3, Scoring.ANSWER), 4, 5, 0, 3, 5, 0);
    assertThat(answer.counted()).isEqualTo(ints(7, 8, 9, 10, 11));
    assertThat(shown(published, Scripted.draw(published, 0, 0, 9, 1, 3, 7)))
        .isEqualTo("9 0 1 + 7 3 2 = 6' 4' 3' $ ·");
  }

  /** 12 * 34 = 408 and 99 * 99 = 9801; the padded 14 places always leave one for pad. */
  @Test
  void multiplicationByHand() {
    Procedure published = new Multiplication(2, Scoring.PUBLISHED);
    Example small = Scripted.draw(published, 0, 2, 2, 4);
    assertThat(small.tokens()).isEqualTo(ints(1, 2, 10, 3, 4, 11, 24, 20, 28, 30, 12));
    assertThat(small.counted()).isEqualTo(ints(6, 7, 8, 9));
    Example large = Scripted.draw(published, 8, 9, 8, 9);
    assertThat(large.tokens()).isEqualTo(ints(9, 9, 10, 9, 9, 11, 29, 28, 20, 21, 30, 12));
    assertThat(large.counted()).isEqualTo(ints(6, 7, 8, 9, 10));
    assertThat(published.length()).isEqualTo(14);
    Example answer = Scripted.draw(new Multiplication(2, Scoring.ANSWER), 8, 9, 8, 9);
    assertThat(answer.tokens()).isEqualTo(ints(9, 9, 10, 9, 9, 11, 29, 28, 20, 21, 30));
    assertThat(answer.counted()).isEqualTo(ints(5, 6, 7, 8, 9));
  }

  /** 4 + 3 = 7: published scoring leaves nothing but the stop and pad. */
  @Test
  void oneDigitByHand() {
    Example example = Scripted.draw(new Addition(1, Scoring.PUBLISHED), 3, 2);
    assertThat(example.tokens()).isEqualTo(ints(4, 10, 3, 11, 27, 30, 12));
    assertThat(example.counted()).isEqualTo(ints(4, 5));
    Example answer = Scripted.draw(new Addition(1, Scoring.ANSWER), 3, 2);
    assertThat(answer.counted()).isEqualTo(ints(3, 4));
  }

  /** Written numbers read back, and their sum or product by other means, for d = 1..18 and more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 60})
  void agreesWithBigInteger(int d) {
    Example example = new Example();
    tasks(d)
        .forEach(
            task -> {
              SplitMix random = random(d);
              for (int i = 0; i < 500; i++) {
                requireRight(task, draw(task, random, example));
              }
            });
  }

  private static void requireRight(Arithmetic task, Example example) {
    int d = task.digits();
    BigInteger a = number(task, example, 0, d, 0);
    BigInteger b = number(task, example, d + 1, 2 * d + 1, 0);
    assertThat(a.toString()).hasSize(d);
    assertThat(b.toString()).hasSize(d);
    BigInteger c = task instanceof Multiplication ? a.multiply(b) : a.add(b);
    int start = task.answerStart(example);
    int stop = start + c.toString().length();
    assertThat(number(task, example, start, stop, 20)).isEqualTo(c);
    assertThat(example.token(d)).isEqualTo(10);
    assertThat(example.token(2 * d + 1)).isEqualTo(EQUALS);
    assertThat(example.token(stop)).isEqualTo(30);
    requireScoring(task, example, stop);
  }

  /** By the definition: the padded sequence's positions that hold a token of 20 or more. */
  private static void requireScoring(Arithmetic task, Example example, int stop) {
    int[] padded = new int[task.length()];
    Arrays.fill(padded, 12);
    System.arraycopy(example.tokens(), 0, padded, 0, example.length());
    if (task.scoring() == Scoring.PUBLISHED) {
      assertThat(example.counted())
          .isEqualTo(IntStream.range(0, padded.length - 1).filter(p -> padded[p] >= 20).toArray());
    } else {
      assertThat(example.length()).isEqualTo(stop + 1);
      assertThat(example.counted())
          .isEqualTo(IntStream.range(0, stop).filter(p -> padded[p + 1] >= 20).toArray());
    }
  }

  private static BigInteger number(Arithmetic task, Example example, int from, int to, int zero) {
    StringBuilder digits = new StringBuilder();
    for (int t = from; t < to; t++) {
      digits.append((char) ('0' + example.token(t) - zero));
    }
    String text = (task.isReversed() ? digits.reverse() : digits).toString();
    assertThat(text).containsOnlyDigits().doesNotStartWith("0");
    return new BigInteger(text);
  }

  @Test
  void theLargestNumbersOfEighteenDigitsDoNotOverflow() {
    Number[] nines = new Number[36];
    Arrays.fill(nines, 9);
    nines[0] = 8;
    nines[18] = 8;
    tasks(18).forEach(task -> requireRight(task, Scripted.draw(task, nines)));
  }

  /** All pairs of digits come up, and each gives what a table says. */
  @ParameterizedTest
  @MethodSource("singleDigits")
  void everyPairOfSingleDigits(Arithmetic task) {
    Example example = new Example();
    SplitMix random = random(0);
    Set<Integer> pairs = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      requireRight(task, draw(task, random, example));
      pairs.add(10 * example.token(0) + example.token(2));
    }
    assertThat(pairs).hasSize(81);
  }

  @Test
  void theMostDigitsWork() {
    Example example = new Example();
    tasks(1000)
        .forEach(
            task -> {
              requireRight(task, draw(task, random(0), example));
              assertThat(example.length()).isLessThanOrEqualTo(task.length());
            });
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void digitsAreUniform(Arithmetic task) {
    SplitMix random = random(2);
    long[][] digits = new long[10][10];
    Example example = new Example();
    for (int i = 0; i < 20_000; i++) {
      draw(task, random, example);
      for (int place = 0; place < 10; place++) {
        digits[place][example.token(place < 5 ? place : place + 1)]++;
      }
    }
    for (int place = 0; place < 10; place++) {
      boolean isFirst = place % 5 == (task.isReversed() ? 4 : 0);
      assertThat(digits[place][0] == 0).isEqualTo(isFirst);
      long[] possible = Arrays.copyOfRange(digits[place], isFirst ? 1 : 0, 10);
      assertThat(ChiSquare.deviations(possible)).as("place %d", place).isLessThan(4);
    }
  }

  /** Addition draws the same numbers as reversed addition: only how they are written differs. */
  @Test
  void reversedAdditionIsAdditionReversed() {
    Example plain = new Example();
    Example reversed = new Example();
    for (int i = 0; i < 500; i++) {
      draw(new Addition(6, Scoring.ANSWER), random(i), plain);
      draw(new ReversedAddition(6, Scoring.ANSWER), random(i), reversed);
      assertThat(reversed.counted()).isEqualTo(plain.counted());
      for (int t = 0; t < 6; t++) {
        assertThat(reversed.token(t)).isEqualTo(plain.token(5 - t));
        assertThat(reversed.token(7 + t)).isEqualTo(plain.token(12 - t));
      }
      for (int t = 14; t < plain.length() - 1; t++) {
        assertThat(reversed.token(t)).isEqualTo(plain.token(plain.length() - 2 - (t - 14)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void drawingAllocatesNothing(Arithmetic task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Example example = new Example();
    SplitMix random = random(3);
    draw(task, random, example);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      draw(task, random, example);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  @Test
  void symbols() {
    Procedure addition = new Addition(2, Scoring.PUBLISHED);
    assertThat(shown(addition, Scripted.draw(addition, 3, 7, 2, 8)))
        .isEqualTo("4 7 + 3 8 = 8' 5' $ ·");
    Procedure product = new Multiplication(2, Scoring.ANSWER);
    assertThat(shown(product, Scripted.draw(product, 0, 2, 2, 4)))
        .isEqualTo("1 2 * 3 4 = 4' 0' 8' $");
    assertThat(addition.vocabulary().symbol(13)).isEqualTo("#13");
    assertThat(addition.vocabulary().size()).isEqualTo(31);
    assertThat(addition.vocabulary().pad()).isEqualTo(12);
    assertThat(addition.vocabulary().stop()).isEqualTo(30);
  }
}
