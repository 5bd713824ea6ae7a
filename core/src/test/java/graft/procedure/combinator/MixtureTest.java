package graft.procedure.combinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.ChiSquare;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.Scripted;
import graft.procedure.SettingException;
import graft.procedure.Vocabulary;
import graft.procedure.rule.CellularAutomaton;
import graft.procedure.rule.CellularAutomatonVector;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.rule.Reverse;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Multiplication;
import graft.procedure.task.Scoring;
import graft.random.Seeds;
import graft.random.SplitMix;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final Procedure IDENTITY = new Identity(4, 2);
  private static final Procedure REVERSE = new Reverse(4, 2);

  private static Mixture mixture(Joining joining, Procedure... of) {
    return new Mixture(List.of(of), List.of(), joining);
  }

  /** Identity has 0..3 and separator 4, reverse the same from 5 on; pad 10. */
  @Test
  void aDisjointVocabulary() {
    Mixture mixture = mixture(Joining.DISJOINT, IDENTITY, REVERSE);
    Vocabulary vocabulary = mixture.vocabulary();
    assertThat(vocabulary.size()).isEqualTo(11);
    assertThat(vocabulary.pad()).isEqualTo(10);
    assertThat(vocabulary.stop()).isEqualTo(Vocabulary.NO_STOP);
    assertThat(IntStream.range(0, 11).mapToObj(vocabulary::symbol))
        .containsExactly("1:0", "1:1", "1:2", "1:3", "1:|", "2:0", "2:1", "2:2", "2:3", "2:|", "·");
    assertThat(Scripted.draw(mixture, 0.4, 0, 2).tokens()).containsExactly(1, 3, 4, 1, 3);
    Example reversed = Scripted.draw(mixture, 0.5, 0, 2);
    assertThat(reversed.tokens()).containsExactly(6, 8, 9, 8, 6);
    assertThat(reversed.counted()).containsExactly(2, 3);
  }

  /** Identity has 0..3 and separator 4; of reverse only 4 and 5 are new. */
  @Test
  void aSharedVocabularyGoesBySymbol() {
    Mixture mixture = mixture(Joining.SHARED, IDENTITY, new Reverse(6, 2));
    Vocabulary vocabulary = mixture.vocabulary();
    assertThat(IntStream.range(0, 8).mapToObj(vocabulary::symbol))
        .containsExactly("0", "1", "2", "3", "|", "4", "5", "·");
    assertThat(vocabulary.pad()).isEqualTo(7);
    assertThat(Scripted.draw(mixture, 0.9, 0, 4).tokens()).containsExactly(1, 6, 4, 6, 1);
  }

  @Test
  void thereIsOnePadAndOneStop() {
    Vocabulary vocabulary =
        mixture(
                Joining.DISJOINT,
                new Haystack(2),
                new Addition(2, Scoring.PUBLISHED),
                new Multiplication(2, Scoring.PUBLISHED))
            .vocabulary();
    assertThat(vocabulary.size()).isEqualTo(255 + 30 + 29 + 1);
    assertThat(vocabulary.pad()).isEqualTo(vocabulary.size() - 1);
    assertThat(vocabulary.symbol(vocabulary.stop())).isEqualTo("$");
    assertThat(IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::symbol))
        .doesNotHaveDuplicates();
  }

  @Test
  void disjointProceduresShareNoTokens() {
    Mixture mixture =
        mixture(Joining.DISJOINT, new KDyck(3, 8, 0.5), new CellularAutomaton(110, 5, 3), IDENTITY);
    List<Set<Integer>> used = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
    SplitMix random = Seeds.generator(1, "mixture", "test", 0);
    for (int draw = 0; draw < 2000; draw++) {
      Example example = new Example();
      mixture.draw(random, example);
      int part = List.of(8, 17, 5).indexOf(example.length());
      IntStream.of(example.tokens()).forEach(used.get(part)::add);
    }
    assertThat(used).extracting(Set::size).containsExactly(6, 3, 4);
    assertThat(Collections.disjoint(used.get(0), used.get(1))).isTrue();
    assertThat(Collections.disjoint(used.get(0), used.get(2))).isTrue();
    assertThat(Collections.disjoint(used.get(1), used.get(2))).isTrue();
  }

  @Test
  void weightsAreKept() {
    List<Procedure> of =
        IntStream.of(1, 2, 3, 4).<Procedure>mapToObj(n -> new Identity(9, n)).toList();
    Mixture mixture = new Mixture(of, List.of(1.0, 0.0, 2.5, 0.5), Joining.SHARED);
    SplitMix random = Seeds.generator(4, "mixture", "test", 0);
    long[] counts = new long[4];
    for (int draw = 0; draw < 80_000; draw++) {
      Example example = new Example();
      mixture.draw(random, example);
      counts[(example.length() - 1) / 2 - 1]++;
    }
    assertThat(counts[1]).isZero();
    long[] drawn = {counts[0], counts[2], counts[3]};
    assertThat(ChiSquare.deviations(drawn, new double[] {1, 2.5, 0.5})).isLessThan(4);
  }

  /** 0.1 + 0.2 is not 0.3 in doubles, and the largest double below 1 times a sum may be the sum. */
  @Test
  void aProcedureOfWeightZeroIsNeverDrawn() {
    for (double chance : new double[] {0.0, 0.5, Math.nextDown(1.0)}) {
      Mixture mixture =
          new Mixture(
              List.of(new Haystack(2), IDENTITY, new Haystack(3)),
              List.of(0.0, 0.1, 0.0),
              Joining.DISJOINT);
      assertThat(Scripted.draw(mixture, chance, 0, 0).length()).isEqualTo(5);
    }
  }

  @Test
  void noWeightsAreEqualOnes() {
    assertThat(mixture(Joining.SHARED, IDENTITY, REVERSE))
        .isEqualTo(new Mixture(List.of(IDENTITY, REVERSE), List.of(1.0, 1.0), Joining.SHARED));
  }

  @Test
  void lengthsAndGrades() {
    Mixture equal = mixture(Joining.SHARED, IDENTITY, REVERSE);
    assertThat(equal.length()).isEqualTo(5);
    assertThat(equal.grade()).isEqualTo(2);
    assertThat(equal.atGrade(3))
        .isEqualTo(mixture(Joining.SHARED, new Identity(4, 3), new Reverse(4, 3)));
    Mixture different = mixture(Joining.SHARED, IDENTITY, new Identity(4, 9));
    assertThat(different.length()).isEqualTo(19);
    assertThat(different.grade()).isZero();
    assertThatThrownBy(() -> different.atGrade(3)).hasMessageContaining("different input lengths");
  }

  @Test
  void vectorsOfBitsGoTogetherIfTheyAreAlike() {
    Procedure four = new CellularAutomatonVector(110, 4, 3, 1);
    Mixture mixture = mixture(Joining.SHARED, four, new CellularAutomatonVector(30, 4, 5, 2));
    assertThat(mixture.bitsPerPosition()).isEqualTo(4);
    assertThat(mixture.vocabulary().size()).isEqualTo(four.vocabulary().size());
    assertThatThrownBy(() -> mixture(Joining.DISJOINT, four, four))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "vocabulary must be shared for eca-vector, whose vectors hold nothing but 0 and 1, not"
                + " disjoint");
    assertThatThrownBy(() -> mixture(Joining.SHARED, four, IDENTITY))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "of must be procedures that a model reads alike, but eca-vector has vectors of 4 bits"
                + " and identity a token at each position");
    assertThatThrownBy(
            () -> mixture(Joining.SHARED, four, new CellularAutomatonVector(110, 5, 3, 1)))
        .hasMessageEndingWith("vectors of 4 bits and eca-vector vectors of 5 bits");
  }

  @Test
  void badSettingsAreNamed() {
    assertThatThrownBy(() -> mixture(Joining.SHARED)).hasMessageContaining("of must be one");
    assertRefused(List.of(1.0), "weights must be 2 numbers, one for each procedure of of, not 1");
    assertRefused(List.of(0.0, 0.0), "weights must have one above 0, not only zeros");
    assertRefused(List.of(1.0, -1.0), "weights[1] must be between 0.0 and 1000000.0, not -1.0");
    assertRefused(List.of(Double.NaN, 1.0), "weights[0] must be between 0.0");
    assertThatThrownBy(() -> mixture(Joining.SHARED, new Identity(999_999, 1), IDENTITY))
        .hasMessage(
            "of must have at most 1000000 tokens in all vocabularies together, not 1000007");
    Procedure many =
        mixture(Joining.SHARED, Collections.nCopies(32, IDENTITY).toArray(Procedure[]::new));
    assertThatThrownBy(() -> mixture(Joining.SHARED, many, many))
        .hasMessage("of must hold at most 64 procedures in all, not 66");
  }

  private static void assertRefused(List<Double> weights, String message) {
    assertThatThrownBy(() -> new Mixture(List.of(IDENTITY, REVERSE), weights, Joining.SHARED))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(message);
  }
}
