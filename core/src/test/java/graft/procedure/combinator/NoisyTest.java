package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Addition;
import graft.procedure.task.Scoring;
import graft.random.Seeds;
import graft.random.SplitMix;
import org.junit.jupiter.api.Test;

class NoisyTest {
  private static Example clean(Procedure of, long index) {
    Example example = new Example();
    of.draw(Seeds.generator(1, "noise", "test", index), example);
    return example;
  }

  /** 1 2 | 1 2 with vocabulary 3: tokens 0..3, pad 4. */
  @Test
  void aHandWorkedExample() {
    Procedure noisy = new Noisy(new Identity(3, 2), 0.5, Noised.ALL);
    // The first token stays; the second becomes itself, pad, then 0; then two stay; the last is 3.
    Example example = Scripted.draw(noisy, 0, 1, 0.5, 0.4, 2, 4, 0, 0.9, 0.6, 0.1, 3);
    assertThat(example.tokens()).containsExactly(1, 0, 3, 1, 3);
    assertThat(example.counted()).containsExactly(2, 3);
  }

  /** Only x and the separator are drawn for. */
  @Test
  void whatMustBePredictedCanBeSpared() {
    Procedure noisy = new Noisy(new Identity(3, 2), 1, Noised.CONTEXT);
    Example example = Scripted.draw(noisy, 0, 1, 0.0, 0, 0.0, 0, 0.0, 2);
    assertThat(example.tokens()).containsExactly(0, 0, 2, 1, 2);
  }

  @Test
  void rateZeroAndOne() {
    Procedure of = new Addition(2, Scoring.PUBLISHED);
    for (int index = 0; index < 200; index++) {
      Example clean = clean(of, index);
      Example none = clean(new Noisy(of, 0, Noised.ALL), index);
      Example all = clean(new Noisy(of, 1, Noised.ALL), index);
      assertThat(none.tokens()).isEqualTo(clean.tokens());
      assertThat(all.counted()).isEqualTo(clean.counted());
      for (int t = 0; t < clean.length(); t++) {
        int token = clean.token(t);
        boolean keeps = token == 30 || token == 12; // stop and pad
        assertThat(all.token(t) == token).isEqualTo(keeps);
        assertThat(keeps || (all.token(t) != 30 && all.token(t) != 12)).isTrue();
      }
    }
  }

  /** Of bracket 0 of two types: one draw in ten becomes one of the three others, equally often. */
  @Test
  void theRateIsKeptAndReplacementsAreUniform() {
    SplitMix random = Seeds.generator(2, "noise", "test", 0);
    Procedure noisy = new Noisy(new KDyck(2, 2, 0.5), 0.1, Noised.ALL);
    long[] first = new long[4];
    for (int draw = 0; draw < 100_000; draw++) {
      Example example = new Example();
      noisy.draw(random, example);
      // Which of both types it was is drawn first; the closing one is 2 more.
      first[example.token(0)]++;
    }
    double opened = 0.5 * 0.9 + 0.5 * 0.1 / 3;
    double closed = 0.1 / 3;
    assertThat(ChiSquare.deviations(first, new double[] {opened, opened, closed, closed}))
        .isLessThan(4);
  }

  @Test
  void theAnswerStaysWhereItIs() {
    Procedure of = new Addition(5, Scoring.PUBLISHED);
    assertThat(new Noisy(of, 0.5, Noised.ALL).answerStart(clean(of, 1))).isEqualTo(12);
  }

  @Test
  void badRatesAreNamed() {
    for (double bad : new double[] {-0.1, 1.1, Double.NaN, -0.0}) {
      assertThatThrownBy(() -> new Noisy(new Identity(3, 2), bad, Noised.ALL))
          .hasMessageStartingWith("rate must be between");
    }
  }
}
