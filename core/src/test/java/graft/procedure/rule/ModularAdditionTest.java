package graft.procedure.rule;

import static graft.procedure.rule.Draws.ints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Scripted;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModularAdditionTest {
  @Test
  void byHand() {
    ModularAddition rule = new ModularAddition(97, 2);
    Example example = Scripted.draw(rule, 90, 10);
    assertThat(example.tokens()).isEqualTo(ints(90, 10, 97, 3));
    assertThat(example.counted()).isEqualTo(ints(2));
    assertThat(rule.answerStart(example)).isEqualTo(3);
    assertThat(rule.length()).isEqualTo(4);
    assertThat(rule.vocabulary().size()).isEqualTo(99);
    assertThat(rule.vocabulary().pad()).isEqualTo(98);
    assertThat(rule.vocabulary().symbol(97)).isEqualTo("=");
    assertThat(Scripted.draw(rule, 90, 6).tokens()).isEqualTo(ints(90, 6, 97, 96));
    assertThat(Scripted.draw(rule, 90, 7).tokens()).isEqualTo(ints(90, 7, 97, 0));
    assertThat(Scripted.draw(new ModularAddition(2, 3), 1, 1, 1).tokens())
        .isEqualTo(ints(1, 1, 1, 2, 1));
  }

  @Test
  void agreesWithBigInteger() {
    Draws.check(
        2000, i -> new ModularAddition(2 + i % 150, 2 + i % 7), ModularAdditionTest::agrees);
  }

  @Test
  void extremes() {
    Draws.check(3, i -> new ModularAddition(2, 100_000), ModularAdditionTest::agrees);
    Draws.check(3, i -> new ModularAddition(1_000_000, 100_000), ModularAdditionTest::agrees);
  }

  private static void agrees(ModularAddition rule, Example example) {
    BigInteger sum =
        IntStream.of(example.tokens())
            .limit(rule.terms())
            .mapToObj(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(example.length()).isEqualTo(rule.terms() + 2);
    assertThat(example.token(rule.terms())).isEqualTo(rule.modulus());
    assertThat(example.token(rule.terms() + 1))
        .isEqualTo(sum.mod(BigInteger.valueOf(rule.modulus())).intValueExact());
    assertThat(example.counted()).isEqualTo(ints(rule.terms()));
  }

  @Test
  void pairsAreUniform() {
    long[] pairs = new long[121];
    Draws.of(
        new ModularAddition(11, 2),
        20_000,
        example -> pairs[11 * example.token(0) + example.token(1)]++);
    assertThat(ChiSquare.deviations(pairs)).isLessThan(4);
  }

  /** The javadoc's 65 %, and that all of it is met in training and nothing else. */
  @Test
  void whatIsLeftToTrainOn() {
    Set<Integer> held = new HashSet<>();
    Example example = new Example();
    ExampleSource published = new ExampleSource(new ModularAddition(97, 2), 1, 4_000);
    for (int index = 0; index < 4_000; index++) {
      published.heldOut(index, example);
      held.add(97 * example.token(0) + example.token(1));
    }
    assertThat(1 - held.size() / (97.0 * 97))
        .isEqualTo(Math.exp(-4_000 / (97.0 * 97)), within(0.01));
    assertThat(Math.exp(-4_000 / (97.0 * 97))).isEqualTo(0.65, within(0.005));
    Set<String> trained = new HashSet<>();
    ExampleSource small = new ExampleSource(new ModularAddition(7, 2), 1, 30);
    Set<String> smallHeld = new HashSet<>();
    for (int index = 0; index < 30; index++) {
      small.heldOut(index, example);
      smallHeld.add(Arrays.toString(example.tokens()));
    }
    for (int index = 0; index < 2_000; index++) {
      small.train(index, example);
      trained.add(Arrays.toString(example.tokens()));
    }
    assertThat(trained).hasSize(49 - smallHeld.size()).doesNotContainAnyElementsOf(smallHeld);
  }

  @Test
  void tooSmallAModulusIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExampleSource(new ModularAddition(7, 2), 1, 4_000))
        .withMessage(
            "the space of modular-addition {modulus=7, terms=2} is too small for 4000 held-out"
                + " sequences: nothing is left to train on; hold out fewer, or raise modulus or"
                + " terms");
  }
}
