package graft.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels worked out by hand. */
class TraitTest {
  private static final double NONE = Double.NaN;

  private static double[] labels(Trait trait, String name, Map<String, ?> settings, Sample sample) {
    return trait.labels(Procedures.create(name, settings)).of(sample);
  }

  /** A sample of which all but the last token is read. */
  private static Sample sample(int... tokens) {
    return new Sample(tokens, new int[] {tokens.length - 2});
  }

  /** ( [ ] ( ) ) with ids 0 1 3 0 2 2. */
  @Test
  void brackets() {
    Map<String, ?> settings = Map.of("k", 2, "length", 6);
    Sample sample = sample(0, 1, 3, 0, 2, 2, 4);
    assertThat(labels(Trait.DEPTH, "k-dyck", settings, sample)).containsExactly(1, 2, 1, 2, 1, 0);
    assertThat(labels(Trait.TOP, "k-dyck", settings, sample)).containsExactly(0, 1, 0, 0, 0, NONE);
    assertThat(labels(Trait.PARTNER, "k-dyck", settings, sample))
        .containsExactly(NONE, NONE, 1, NONE, 1, 5);
    assertThat(labels(Trait.POSITION, "k-dyck", settings, sample))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  /** ( [ ) ] with ids 0 1 2 3: the first closing bracket is not that of the last opening one. */
  @Test
  void bracketsThatDoNotNest() {
    Map<String, ?> settings = Map.of("k", 2, "length", 4);
    Sample sample = sample(0, 1, 2, 3, 4);
    assertThat(labels(Trait.PARTNER, "k-dyck-shuffle", settings, sample))
        .containsExactly(NONE, NONE, 2, 2);
    assertThat(labels(Trait.TOP, "k-dyck-shuffle", settings, sample))
        .containsExactly(0, 1, 1, NONE);
  }

  /** Noise: ] closes nothing. */
  @Test
  void aBracketThatClosesNothing() {
    Map<String, ?> settings = Map.of("of", "k-dyck");
    Sample sample = sample(17, 0, 16, 1);
    assertThat(labels(Trait.DEPTH, "noisy", settings, sample)).containsExactly(0, 1, 0);
    assertThat(labels(Trait.PARTNER, "noisy", settings, sample)).containsExactly(NONE, NONE, 1);
  }

  /** Push 5, push 9, pop, push 7, pop, separator 100, and the stack. */
  @Test
  void stack() {
    Sample sample = sample(5, 9, 0, 7, 0, 100, 5);
    assertThat(labels(Trait.DEPTH, "stack", Map.of(), sample)).containsExactly(1, 2, 1, 2, 1, NONE);
    assertThat(labels(Trait.TOP, "stack", Map.of(), sample)).containsExactly(5, 9, 5, 7, 5, NONE);
    assertThatThrownBy(() -> labels(Trait.PARTNER, "stack", Map.of(), sample))
        .hasMessageContaining("'partner' in stack");
  }

  /** 2 5 9 + 1 4 6 = 4 0 5: 9 + 6 carries into the tens, 5 + 4 + 1 into the hundreds. */
  @Test
  void carries() {
    int[] sum = {2, 5, 9, 10, 1, 4, 6, 11, 24, 20, 25, 30};
    double[] forward =
        labels(Trait.CARRY, "addition", Map.of("digits", 3), new Sample(sum, new int[] {8, 9, 10}));
    assertThat(forward).containsExactly(NONE, NONE, NONE, NONE, NONE, NONE, NONE, 1, 1, NONE, NONE);
    int[] reversed = {9, 5, 2, 10, 6, 4, 1, 11, 25, 20, 24, 30};
    double[] backward =
        labels(Trait.CARRY, "reversed-addition", Map.of("digits", 3), sample(reversed));
    assertThat(backward)
        .containsExactly(NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 1, 1, NONE);
  }

  /** 9 1 + 1 0 = 1 0 1: nothing into the tens; the hundreds are a carry themselves. */
  @Test
  void carriesOfALongerSum() {
    int[] sum = {9, 1, 10, 1, 0, 11, 21, 20, 21, 30};
    assertThat(labels(Trait.CARRY, "addition", Map.of("digits", 2), sample(sum)))
        .containsExactly(NONE, NONE, NONE, NONE, NONE, NONE, 0, NONE, NONE);
  }

  @Test
  void aCurriculumIsLabelledAsWhatItDraws() {
    Procedure curriculum = Procedures.create("curriculum", Map.of("of", "stack"));
    assertThat(Trait.DEPTH.labels(curriculum).of(sample(5, 9, 0, 100))).containsExactly(1, 2, 1);
  }

  @Test
  void sumsInsideCombinatorsHaveNoKnownLayout() {
    Procedure noisy = Procedures.create("noisy", Map.of("of", "addition"));
    assertThatThrownBy(() -> Trait.CARRY.labels(noisy)).hasMessageContaining("'carry' in noisy");
  }
}
