package graft.surgery.perturb;

import static graft.surgery.Models.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.Models;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Slice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every operation promises. */
class PerturbContractTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 4, 5, 3, false);

  /** Every operation, for a selector and a seed. */
  static Stream<BiFunction<Selector, Long, Perturb>> operations() {
    return Stream.of(
        (selector, seed) -> new GaussianNoise(selector, 0.5, seed),
        (selector, seed) -> new ShuffleTensors(selector, seed),
        (selector, seed) -> new ShuffleLayers(selector, seed),
        (selector, seed) -> new Redraw(selector, seed),
        (selector, seed) -> new MagnitudePrune(selector, 0.5),
        (selector, seed) -> new LowRank(selector, 1));
  }

  /** Those that do nothing. */
  static Stream<Perturb> identities() {
    Selector all = Selector.everything();
    return Stream.of(new GaussianNoise(all, 0, 1), new MagnitudePrune(all, 0), new LowRank(all, 4));
  }

  private static List<Selector> selectors() {
    return List.of(
        Selector.everything(),
        Selector.of(Set.of(Part.VALUE_OUTPUT)),
        new Selector(Set.of(Part.ATTENTION), 1, 1, Set.of(1)),
        new Selector(Set.of(Part.MLP, Part.LN), 1, Selector.LAST, Set.of()));
  }

  private static Weights model() {
    return Models.withZeros(CONFIG, 1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void onlyWhatIsSelectedChangesAndTheGivenModelDoesNot(
      BiFunction<Selector, Long, Perturb> operation) {
    for (Selector selector : selectors()) {
      Weights model = model();
      Weights result = operation.apply(selector, 3L).apply(model);
      assertThat(bits(model)).isEqualTo(bits(model()));
      assertThat(bits(result)).isNotEqualTo(bits(model));
      Set<Integer> selected = new HashSet<>();
      selector.slices(CONFIG).forEach(slice -> selected.addAll(Models.marks(CONFIG, slice)));
      for (int i = 0; i < bits(model).length; i++) {
        assertThat(selected.contains(i) || bits(result)[i] == bits(model)[i]).isTrue();
      }
      for (float value : result.values()) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void sameSeedSameBits(BiFunction<Selector, Long, Perturb> operation) {
    Selector all = Selector.everything();
    Weights model = model();
    Perturb once = operation.apply(all, 3L);
    assertThat(bits(once.apply(model))).isEqualTo(bits(operation.apply(all, 3L).apply(model)));
    boolean seeded = !once.equals(operation.apply(all, 4L));
    assertThat(Arrays.equals(bits(once.apply(model)), bits(operation.apply(all, 4L).apply(model))))
        .isEqualTo(!seeded);
  }

  /** But of what is pooled with it. */
  @ParameterizedTest
  @MethodSource("operations")
  void whatElseIsSelectedDoesNotMatter(BiFunction<Selector, Long, Perturb> operation) {
    Weights model = model();
    Selector attention = Selector.of(Set.of(Part.ATTENTION));
    if (operation.apply(attention, 3L) instanceof ShuffleLayers) {
      return;
    }
    Weights alone = operation.apply(attention, 3L).apply(model);
    Weights together = operation.apply(Selector.everything(), 3L).apply(model);
    for (Slice slice : attention.slices(CONFIG)) {
      assertThat(slice.values(together)).isEqualTo(slice.values(alone));
    }
  }

  @ParameterizedTest
  @MethodSource("identities")
  void strengthNoneChangesNoBit(Perturb identity) {
    assertThat(bits(identity.apply(model()))).isEqualTo(bits(model()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aConstantTensorSurvivesAllButPruning(BiFunction<Selector, Long, Perturb> operation) {
    Perturb perturb = operation.apply(Selector.of(Set.of(Part.MLP)), 3L);
    if (perturb instanceof MagnitudePrune) {
      return;
    }
    Weights model = new Weights(CONFIG, new float[model().values().length]);
    Arrays.fill(model.values(), 0.5f);
    float[] result = perturb.apply(model).values();
    for (float value : result) {
      assertThat(value).isEqualTo(0.5f, within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void blocksThatAreNotThereAreRefused(BiFunction<Selector, Long, Perturb> operation) {
    Perturb perturb =
        operation.apply(new Selector(Set.of(Part.MLP), 2, Selector.LAST, Set.of()), 1L);
    assertThatThrownBy(() -> perturb.requireFits(CONFIG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model has layers 0..1");
    assertThatThrownBy(() -> perturb.apply(model())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesThatCannotBeAreNamed() {
    Selector all = Selector.everything();
    for (double strength : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new GaussianNoise(all, strength, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not " + strength);
    }
    for (double fraction : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new MagnitudePrune(all, fraction))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the fraction to prune must be from 0 to 1, not " + fraction);
    }
    assertThatThrownBy(() -> new LowRank(all, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the rank must be 1 or more, not 0");
    assertThatThrownBy(() -> new LowRank(Selector.of(Set.of(Part.LN)), 1).apply(model()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only matrices have a rank");
  }
}
