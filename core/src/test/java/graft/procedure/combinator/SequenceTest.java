package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.Baseline;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.Reverse;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Scoring;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTest {
  private static final Procedure SUM = new Addition(1, Scoring.PUBLISHED);

  /** 1 2 | 1 2 then 3 1 | 1 3, of tokens of its own. */
  @Test
  void aHandWorkedExample() {
    Procedure sequence =
        new Sequence(List.of(new Identity(4, 2), new Reverse(4, 2)), Joining.DISJOINT);
    Example example = Scripted.draw(sequence, 0, 1, 2, 0);
    assertThat(example.tokens()).containsExactly(1, 2, 4, 1, 2, 8, 6, 9, 6, 8);
    assertThat(example.counted()).containsExactly(2, 3, 7, 8);
    assertThat(sequence.length()).isEqualTo(10);
  }

  /** 1 + 1 = 2' $ pad, where the digit and the stop are followed by what counts. */
  @Test
  void onlyTheLastExampleKeepsAPadThatCounts() {
    Procedure twice = new Sequence(List.of(SUM, SUM), Joining.SHARED);
    Example example = Scripted.draw(twice, 0, 0, 1, 1);
    // Pad, id 12 of addition, comes last, so that greater ids are one less.
    assertThat(example.tokens()).containsExactly(1, 10, 1, 11, 21, 29, 2, 10, 2, 11, 23, 29, 30);
    assertThat(example.counted()).containsExactly(4, 10, 11);
    assertThat(twice.vocabulary().pad()).isEqualTo(30);
    assertThat(twice.vocabulary().stop()).isEqualTo(29);
  }

  @Test
  void theAnswerIsTheFirstOne() {
    Procedure sequence = new Sequence(List.of(SUM, new Haystack(2)), Joining.DISJOINT);
    Baseline baseline = Baseline.of(sequence, 500, 1);
    assertThat(baseline.firstScored()).isZero();
    assertThat(baseline.predictions()).isBetween(2.0, 3.0);
    assertThat(baseline.pads()).isZero();
    assertThat(baseline.stops()).isBetween(0.3, 0.5);
  }

  @Test
  void oneProcedureAloneIsItself() {
    Procedure alone = new Sequence(List.of(new KDyck(1, 2, 0.5)), Joining.SHARED);
    assertThat(Scripted.draw(alone, 0).tokens()).containsExactly(0, 1);
    assertThat(alone.vocabulary().size()).isEqualTo(3);
  }

  @Test
  void endlessSequencesAreRefused() {
    List<Procedure> many = Collections.nCopies(5, new Identity(4, 100_000));
    assertThatThrownBy(() -> new Sequence(many, Joining.SHARED))
        .hasMessage("of must be at most 1000000 tokens long together, not 1000005");
  }
}
