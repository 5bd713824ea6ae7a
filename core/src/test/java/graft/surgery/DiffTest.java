package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.model.GptConfig;
import graft.model.Weights;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiffTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 4, 5, 3, false);

  /** (3, 4) and (3, 0): norms 5 and 3, distance 4, cosine 9 / 15, relative 2 * 4 / 8. */
  @Test
  void figuresByHand() {
    Weights first = Models.counting(Models.narrow(2, 1, true), 1);
    Weights second = first.copy();
    Models.set(first, "ln_f.weight", 3, 4);
    Models.set(second, "ln_f.weight", 3, 0);
    Diff diff = Diff.between(first, second);
    Difference most = diff.tensors().getFirst();
    assertThat(most.name()).isEqualTo("ln_f.weight");
    assertThat(most.values()).isEqualTo(2);
    assertThat(most.first()).isEqualTo(5);
    assertThat(most.second()).isEqualTo(3);
    assertThat(most.distance()).isEqualTo(4);
    assertThat(most.cosine()).isCloseTo(0.6, within(1e-12));
    assertThat(most.relative()).isEqualTo(1);
    assertThat(diff.tensors().get(1).relative()).isZero();
    assertThat(diff.tensors()).hasSize(first.parameters().list().size());
    assertThat(diff.parts().getFirst().name()).isEqualTo("layer 0 ln");
    assertThat(diff.incomparable()).isEmpty();
  }

  @Test
  void whatIsZeroHasNoDirection() {
    Weights first = new Weights(CONFIG, new float[Models.counting(CONFIG, 0).values().length]);
    Diff same = Diff.between(first, first);
    assertThat(same.tensors()).allMatch(d -> d.relative() == 0 && d.cosine() == 0);
    Diff other = Diff.between(first, Models.counting(CONFIG, 1));
    assertThat(other.tensors()).allMatch(d -> d.relative() == 2 && d.cosine() == 0);
  }

  @Test
  void theHeadThatWasTransplantedDiffersMost() {
    Weights first = Models.random(CONFIG, 1);
    Selector head = new Selector(Set.of(Part.ATTENTION), 1, 1, Set.of(0));
    Weights second = new Transplant(head, null).apply(Models.random(CONFIG, 2), first);
    Diff diff = Diff.between(first, second);
    assertThat(diff.heads()).hasSize(4);
    assertThat(diff.heads().getFirst().name()).isEqualTo("layer 1 head 0");
    // Q, K and V of four rows and two columns with biases, and two rows of the output.
    assertThat(diff.heads().getFirst().values()).isEqualTo(3 * (4 * 2 + 2) + 2 * 4);
    assertThat(diff.heads().get(1).distance()).isZero();
    assertThat(diff.parts().subList(0, 2))
        .extracting(Difference::name)
        .containsExactlyInAnyOrder("layer 1 query-key", "layer 1 value-output");
    assertThat(diff.parts().get(2).distance()).isZero();
  }

  @Test
  void otherVocabulariesAndTyingAreNamed() {
    Weights first = Models.counting(CONFIG, 1);
    Weights second = Models.counting(new GptConfig(2, 2, 4, 7, 3, true), 1);
    Diff diff = Diff.between(first, second);
    assertThat(diff.incomparable())
        .containsExactly("wte.weight: [5, 4] and [7, 4]", "lm_head.weight: only in the first");
    assertThat(Diff.between(second, first).incomparable())
        .contains("lm_head.weight: only in the second");
    assertThat(diff.tensors()).extracting(Difference::name).doesNotContain("wte.weight");
  }

  @Test
  void otherBlocksAreRefused() {
    GptConfig other = new GptConfig(1, 2, 4, 5, 3, false);
    assertThatThrownBy(() -> Diff.between(Models.counting(CONFIG, 0), Models.counting(other, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the first model is " + CONFIG + ", the second " + other);
  }
}
