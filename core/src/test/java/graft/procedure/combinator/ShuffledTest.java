package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Scoring;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShuffledTest {
  /** 1 2 | 1 2: from the end, each place takes the token of a place up to it. */
  @Test
  void aHandWorkedExample() {
    Procedure shuffled = new Shuffled(new Identity(9, 2));
    Example example = Scripted.draw(shuffled, 0, 1, 2, 0, 1, 1);
    // 1 2 9 1 2 -> (4,2) 1 2 2 1 9 -> (3,0) 1 2 2 1 9 -> (2,1) the same -> (1,1) the same.
    assertThat(example.tokens()).containsExactly(1, 2, 2, 1, 9);
    assertThat(example.counted()).containsExactly(2, 3);
    assertThat(shuffled.answerStart(example)).isEqualTo(3);
  }

  /** A pad that counts stays last: 1 + 1 = 2' $ pad. */
  @Test
  void aLastPadStaysLast() {
    Procedure of = new Addition(1, Scoring.PUBLISHED);
    Example example = Scripted.draw(new Shuffled(of), 0, 0, 0, 0, 0, 0, 0);
    assertThat(example.tokens()).containsExactly(10, 1, 11, 22, 30, 1, 12);
    assertThat(example.counted()).containsExactly(4, 5);
  }

  @Test
  void tokensAndCountedPositionsStay() {
    for (Procedure of :
        new Procedure[] {
          new Haystack(30), new KDyck(16, 128, 0.5), new Addition(5, Scoring.PUBLISHED)
        }) {
      Procedure shuffled = new Shuffled(of);
      int moved = 0;
      for (int index = 0; index < 200; index++) {
        Example before = new Example();
        Example after = new Example();
        of.draw(Seeds.generator(1, "a", "b", index), before);
        shuffled.draw(Seeds.generator(1, "a", "b", index), after);
        moved += Arrays.equals(before.tokens(), after.tokens()) ? 0 : 1;
        assertThat(after.tokens()).containsExactlyInAnyOrder(before.tokens());
        assertThat(after.counted()).isEqualTo(before.counted());
      }
      assertThat(moved).isGreaterThan(190);
    }
  }

  /** Of the orders of 1 2 | 1 2, of which there are 5! / (2! 2!). */
  @Test
  void everyOrderIsEquallyLikely() {
    SplitMix random = Seeds.generator(3, "orders", "test", 0);
    Procedure shuffled = new Shuffled(new Identity(3, 2));
    Map<String, Long> counts = new HashMap<>();
    for (int draw = 0; draw < 60_000; draw++) {
      Example example = new Example();
      shuffled.draw(random, example);
      if (Arrays.stream(example.tokens()).sum() == 1 + 1 + 2 + 2 + 3) {
        counts.merge(Arrays.toString(example.tokens()), 1L, Long::sum);
      }
    }
    assertThat(counts).hasSize(30);
    assertThat(ChiSquare.deviations(counts.values().stream().mapToLong(n -> n).toArray()))
        .isLessThan(4);
  }

  @Test
  void theLengthOfTheProcedureCanGrow() {
    assertThat(new Shuffled(new Identity(9, 2)).atGrade(5))
        .isEqualTo(new Shuffled(new Identity(9, 5)));
    assertThat(new Shuffled(new Haystack(3)).grade()).isZero();
  }

  @Test
  void longSequences() {
    Example example = new Example();
    new Shuffled(new Identity(2, 100_000)).draw(Seeds.generator(1, "a", "b", 0), example);
    assertThat(example.length()).isEqualTo(200_001);
    assertThat(Arrays.stream(example.tokens()).filter(token -> token == 2).count()).isOne();
  }
}
