package graft.procedure.rule;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Scripted;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KDyckTest {
  private static final double OPEN = 0.1;
  private static final double CLOSE = 0.9;

  private static String shown(KDyck rule, Example example) {
    return IntStream.of(example.tokens())
        .mapToObj(rule.vocabulary()::symbol)
        .collect(Collectors.joining());
  }

  /**
   * {@code ( [ ] ) { }}: the first and the fifth must open (nothing is open), the last must close
   * (nothing else can), the others ask.
   */
  @Test
  void byHand() {
    KDyck rule = new KDyck(3, 6, 0.5);
    Example example = Scripted.draw(rule, 0, OPEN, 1, CLOSE, CLOSE, 2);
    assertThat(example.tokens()).isEqualTo(new int[] {0, 1, 4, 3, 2, 5});
    assertThat(shown(rule, example)).isEqualTo("([]){}");
    assertThat(example.counted()).isEqualTo(new int[] {0, 1, 2, 3, 4});
    assertThat(rule.length()).isEqualTo(6);
    assertThat(rule.vocabulary().size()).isEqualTo(7);
    assertThat(rule.vocabulary().pad()).isEqualTo(6);
  }

  /** Once as many are open as tokens are left, chance is not asked any more. */
  @Test
  void closesAllInTheEnd() {
    KDyck rule = new KDyck(4, 8, 0.5);
    Example example = Scripted.draw(rule, 3, OPEN, 2, OPEN, 1, OPEN, 0);
    assertThat(shown(rule, example)).isEqualTo("<{[()]}>");
  }

  @Test
  void theProbabilityIsThatOfOpening() {
    assertThat(Scripted.draw(new KDyck(1, 4, 0.3), 0, 0.29, 0).tokens())
        .isEqualTo(new int[] {0, 0, 1, 1});
    assertThat(Scripted.draw(new KDyck(1, 4, 0.3), 0, 0.3, 0).tokens())
        .isEqualTo(new int[] {0, 1, 0, 1});
  }

  @Test
  void probabilityZeroNeverNestsAndOneAlwaysDoes() {
    SplitMix random = Seeds.generator(1, "k-dyck", "test", 0);
    Example flat = new Example();
    new KDyck(1, 6, 0).draw(random, flat);
    assertThat(shown(new KDyck(1, 6, 0), flat)).isEqualTo("()()()");
    Example deep = new Example();
    new KDyck(1, 6, 1).draw(random, deep);
    assertThat(shown(new KDyck(1, 6, 1), deep)).isEqualTo("((()))");
  }

  @ParameterizedTest
  @CsvSource({"1,2,0.5", "1,128,0.5", "4,64,0.49", "16,128,0.5", "16,128,0.9", "100,20,0.1"})
  void bracketsBalanceAndNest(int k, int length, double open) {
    SplitMix random = Seeds.generator(1, "k-dyck", "test", 0);
    Example example = new Example();
    for (int draw = 0; draw < 500; draw++) {
      example.clear();
      new KDyck(k, length, open).draw(random, example);
      assertThat(example.length()).isEqualTo(length);
      Deque<Integer> opened = new ArrayDeque<>();
      for (int token : example.tokens()) {
        if (token < k) {
          opened.push(token);
        } else {
          assertThat(opened.pop()).isEqualTo(token - k);
        }
      }
      assertThat(opened).isEmpty();
    }
  }

  /** With p = 1/2 the second token opens in half of the draws; all types are equally likely. */
  @Test
  void frequencies() {
    SplitMix random = Seeds.generator(2, "k-dyck", "test", 0);
    long[] types = new long[16];
    long[] second = new long[2];
    Example example = new Example();
    for (int draw = 0; draw < 5000; draw++) {
      example.clear();
      new KDyck(16, 32, 0.5).draw(random, example);
      IntStream.of(example.tokens()).filter(token -> token < 16).forEach(token -> types[token]++);
      second[example.token(1) / 16]++;
    }
    assertThat(ChiSquare.deviations(types)).isLessThan(4);
    assertThat(ChiSquare.deviations(second)).isLessThan(4);
  }

  @Test
  void manyTypesAreNumbered() {
    assertThat(new KDyck(16, 2, 0.5).vocabulary().symbol(7)).isEqualTo("(7");
    assertThat(new KDyck(16, 2, 0.5).vocabulary().symbol(23)).isEqualTo("7)");
    assertThat(new KDyck(16, 2, 0.5).vocabulary().symbol(32)).isEqualTo("·");
  }
}
