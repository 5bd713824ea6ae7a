package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What token embedding, head and positions become, in numbers worked out by hand. */
class EmbeddingStrategyTest {
  /** Token rows (1, 2), (3, 10), mean (2, 6); head rows (5, 7), (6, 9), mean (5.5, 8). */
  private static Weights donor(boolean tied) {
    Weights donor = Models.counting(Models.narrow(2, 2, tied), 100);
    Models.set(donor, "wte.weight", 1, 2, 3, 10);
    Models.set(donor, "wpe.weight", 11, 12, 13, 14);
    if (!tied) {
      Models.set(donor, "lm_head.weight", 5, 7, 6, 9);
    }
    return donor;
  }

  private static Weights transplant(
      @Nullable EmbeddingStrategy strategy, Weights donor, Weights into) {
    return new Transplant(Selector.allLayers(Set.of(Component.EMBEDDING)), strategy)
        .apply(donor, into);
  }

  private static Weights target(int vocabulary, boolean tied) {
    return Models.counting(Models.narrow(vocabulary, 2, tied), 1000);
  }

  @Test
  void averageMakesEveryRowTheMean() {
    Weights result = transplant(EmbeddingStrategy.AVERAGE, donor(false), target(3, false));
    assertThat(Models.values(result, "wte.weight")).containsExactly(2, 6, 2, 6, 2, 6);
    assertThat(Models.values(result, "lm_head.weight")).containsExactly(5.5f, 8, 5.5f, 8, 5.5f, 8);
    assertThat(Models.values(result, "wpe.weight")).containsExactly(11, 12, 13, 14);
  }

  @Test
  void averageTakesFewerTokensToo() {
    Weights result = transplant(EmbeddingStrategy.AVERAGE, donor(false), target(1, false));
    assertThat(Models.values(result, "wte.weight")).containsExactly(2, 6);
    assertThat(Models.values(result, "lm_head.weight")).containsExactly(5.5f, 8);
  }

  @Test
  void randomLeavesTheTargets() {
    Weights into = target(3, false);
    Weights result = transplant(EmbeddingStrategy.RANDOM, donor(false), into);
    assertThat(Models.values(result, "wte.weight")).isEqualTo(Models.values(into, "wte.weight"));
    assertThat(Models.values(result, "lm_head.weight"))
        .isEqualTo(Models.values(into, "lm_head.weight"));
    assertThat(Models.values(result, "wpe.weight")).containsExactly(11, 12, 13, 14);
  }

  @Test
  void retainTakesRowForRow() {
    Weights result = transplant(EmbeddingStrategy.RETAIN, donor(false), target(2, false));
    assertThat(Models.values(result, "wte.weight")).containsExactly(1, 2, 3, 10);
    assertThat(Models.values(result, "lm_head.weight")).containsExactly(5, 7, 6, 9);
    assertThatThrownBy(() -> transplant(EmbeddingStrategy.RETAIN, donor(false), target(3, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RETAIN needs")
        .hasMessageContaining("the donor's vocabulary is 2 and the target's 3");
  }

  @Test
  void extendKeepsTheRowsAndAddsTheMean() {
    Weights result = transplant(EmbeddingStrategy.EXTEND, donor(false), target(4, false));
    assertThat(Models.values(result, "wte.weight")).containsExactly(1, 2, 3, 10, 2, 6, 2, 6);
    assertThat(Models.values(result, "lm_head.weight"))
        .containsExactly(5, 7, 6, 9, 5.5f, 8, 5.5f, 8);
    assertThatThrownBy(() -> transplant(EmbeddingStrategy.EXTEND, donor(false), target(1, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EXTEND needs")
        .hasMessageContaining("the donor's vocabulary is 2 and the target's 1");
  }

  @Test
  void theHeadOfATiedDonorIsItsTokenEmbedding() {
    Weights average = transplant(EmbeddingStrategy.AVERAGE, donor(true), target(1, false));
    assertThat(Models.values(average, "lm_head.weight")).containsExactly(2, 6);
    Weights retain = transplant(EmbeddingStrategy.RETAIN, donor(true), target(2, false));
    assertThat(Models.values(retain, "lm_head.weight")).containsExactly(1, 2, 3, 10);
    Weights extend = transplant(EmbeddingStrategy.EXTEND, donor(true), target(3, false));
    assertThat(Models.values(extend, "lm_head.weight")).containsExactly(1, 2, 3, 10, 2, 6);
  }

  @Test
  void aTiedTargetTakesTheTokenEmbeddingOnly() {
    Weights fromUntied = transplant(EmbeddingStrategy.AVERAGE, donor(false), target(1, true));
    assertThat(Models.values(fromUntied, "wte.weight")).containsExactly(2, 6);
    Weights fromTied = transplant(EmbeddingStrategy.EXTEND, donor(true), target(3, true));
    assertThat(Models.values(fromTied, "wte.weight")).containsExactly(1, 2, 3, 10, 2, 6);
  }

  @Test
  void noStrategyRetainsEqualVocabulariesAndAveragesOthers() {
    Weights equal = transplant(null, donor(false), target(2, false));
    assertThat(Models.values(equal, "wte.weight")).containsExactly(1, 2, 3, 10);
    Weights larger = transplant(null, donor(false), target(3, false));
    assertThat(Models.values(larger, "wte.weight")).containsExactly(2, 6, 2, 6, 2, 6);
    assertThat(Models.values(larger, "lm_head.weight")).containsExactly(5.5f, 8, 5.5f, 8, 5.5f, 8);
  }

  @Test
  void positionsMoveIfTheDonorHasEnough() {
    Weights fewer = Models.counting(Models.narrow(2, 1, false), 1000);
    assertThat(Models.values(transplant(null, donor(false), fewer), "wpe.weight"))
        .containsExactly(11, 12);
    Weights more = Models.counting(Models.narrow(2, 3, false), 1000);
    assertThat(Models.values(transplant(null, donor(false), more), "wpe.weight"))
        .isEqualTo(Models.values(more, "wpe.weight"));
  }

  /** In single precision 2^24 + 1 is 2^24, and the mean would come out too low. */
  @Test
  void theMeanIsRoundedOnce() {
    GptConfig config = new GptConfig(1, 1, 1, 4, 1, true);
    Weights donor = Models.counting(config, 0);
    Models.set(donor, "wte.weight", 0x1p24f, 1, 1, 2);
    Weights result =
        transplant(
            EmbeddingStrategy.AVERAGE,
            donor,
            Models.counting(new GptConfig(1, 1, 1, 1, 1, true), 0));
    assertThat(Models.values(result, "wte.weight")).containsExactly(4_194_305f);
  }
}
