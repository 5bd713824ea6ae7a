package graft.surgery.merge;

import static graft.surgery.Models.bits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Models;
import graft.surgery.Part;
import graft.surgery.Selector;
import graft.surgery.Transplant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method promises. */
class MergeContractTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 4, 5, 3, false);
  private static final Selector ALL = Selector.everything();

  /** Every method for two models. */
  static Stream<Function<Selector, Merge>> methods() {
    return Stream.of(
        selector -> new Compose(List.of(new Transplant(selector, null))),
        selector -> new Linear(selector, List.of(0.3, 0.7), true, null),
        selector -> new Slerp(selector, 0.3, null),
        selector -> new TaskArithmetic(selector, List.of(0.3), null),
        selector -> new Ties(selector, 0.5, List.of(1.0), 0.7, null),
        selector -> new Dare(selector, 0.5, List.of(0.3), 1, null));
  }

  private static Weights model(long seed) {
    return Models.withZeros(CONFIG, seed);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void onlyWhatIsSelectedChangesAndTheGivenModelsDoNot(Function<Selector, Merge> method) {
    for (Selector selector :
        List.of(
            ALL,
            Selector.of(Set.of(Part.QUERY_KEY)),
            new Selector(Set.of(Part.ATTENTION, Part.LN), 1, 1, Set.of(0)))) {
      Weights first = model(1);
      Weights second = model(2);
      Weights result = method.apply(selector).apply(List.of(first, second));
      assertThat(bits(first)).isEqualTo(bits(model(1))).isNotEqualTo(bits(result));
      assertThat(bits(second)).isEqualTo(bits(model(2)));
      assertThat(bits(method.apply(selector).apply(List.of(first, second))))
          .isEqualTo(bits(result));
      Set<Integer> selected = new HashSet<>();
      selector.slices(CONFIG).forEach(slice -> selected.addAll(Models.marks(CONFIG, slice)));
      for (int i = 0; i < bits(first).length; i++) {
        assertThat(selected.contains(i) || bits(result)[i] == bits(first)[i]).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aModelMergedWithItselfChangesNoBit(Function<Selector, Merge> method) {
    Weights model = model(1);
    assertThat(bits(method.apply(ALL).apply(List.of(model, model.copy())))).isEqualTo(bits(model));
  }

  /** Methods that at an end of their range are one of the models. */
  static Stream<Merge> ends() {
    return Stream.of(
        new Slerp(ALL, 0, null),
        new TaskArithmetic(ALL, List.of(0.0), null),
        new Ties(ALL, 0, List.of(1.0), 1, null),
        new Ties(ALL, 1, List.of(1.0), 0, null),
        new Dare(ALL, 0.5, List.of(0.0), 1, null));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void atOneEndEveryBitIsTheFirstModels(Merge merge) {
    assertThat(bits(merge.apply(List.of(model(1), model(2))))).isEqualTo(bits(model(1)));
  }

  @Test
  void slerpEndsAtTheSecondModel() {
    assertThat(bits(new Slerp(ALL, 1, null).apply(List.of(model(1), model(2)))))
        .isEqualTo(bits(model(2)));
  }

  @Test
  void linearOfOneModelIsThatModel() {
    assertThat(bits(new Linear(ALL, List.of(1.0), false, null).apply(List.of(model(1)))))
        .isEqualTo(bits(model(1)));
    for (double weight : new double[] {0.1, 1 / 3.0, 7}) {
      assertThat(bits(new Linear(ALL, List.of(weight), true, null).apply(List.of(model(1)))))
          .isEqualTo(bits(model(1)));
    }
  }

  @Test
  void dareWithoutDroppingIsTaskArithmetic() {
    List<Weights> models = List.of(model(1), model(2), model(3));
    List<Double> lambdas = List.of(0.3, 0.6);
    assertThat(bits(new Dare(ALL, 0, lambdas, 1, null).apply(models)))
        .isEqualTo(bits(new TaskArithmetic(ALL, lambdas, null).apply(models)));
    assertThat(bits(new Dare(ALL, 0.5, lambdas, 1, null).apply(models)))
        .isNotEqualTo(bits(new Dare(ALL, 0.5, lambdas, 2, null).apply(models)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void modelsOfOtherBlocksAreRefused(Function<Selector, Merge> method) {
    Merge merge = method.apply(ALL);
    for (GptConfig other :
        List.of(
            new GptConfig(1, 2, 4, 5, 3, false),
            new GptConfig(2, 1, 4, 5, 3, false),
            new GptConfig(2, 2, 8, 5, 3, false))) {
      List<Weights> models = List.of(model(1), Models.random(other, 1));
      assertThatThrownBy(() -> merge.apply(models))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(CONFIG.toString())
          .hasMessageContaining(other.toString())
          .hasMessageContaining("must agree in layers, heads and width");
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void anotherNumberOfModelsIsRefused(Function<Selector, Merge> method) {
    Merge merge = method.apply(ALL);
    for (int count : new int[] {1, 3}) {
      List<GptConfig> shapes = Collections.nCopies(count, CONFIG);
      assertThatThrownBy(() -> merge.requireFits(shapes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(".*(models|donors).*");
    }
  }

  @Test
  void otherVocabulariesNeedAStrategyOrAreLeftOut() {
    List<GptConfig> shapes = List.of(CONFIG, CONFIG.with(9, 3));
    List<Double> halves = List.of(0.5, 0.5);
    assertThatThrownBy(() -> new Linear(ALL, halves, true, null).requireFits(shapes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the first model has a vocabulary of 5, model 2 one of 9");
    new Linear(ALL, halves, true, EmbeddingStrategy.AVERAGE).requireFits(shapes);
    Selector attention = Selector.allLayers(Set.of(Component.ATTENTION));
    new Linear(attention, halves, true, null).requireFits(shapes);
    assertThatThrownBy(() -> new Linear(attention, halves, true, EmbeddingStrategy.AVERAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AVERAGE has nothing to act on");
    assertThatThrownBy(
            () -> new Linear(ALL, halves, true, EmbeddingStrategy.RETAIN).requireFits(shapes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RETAIN needs equal vocabularies");
  }

  @Test
  void valuesThatCannotBeAreNamed() {
    refused(() -> new Linear(ALL, List.of(1.0, -1.0), true, null), "sum to 0");
    refused(() -> new Linear(ALL, List.of(), true, null), "at least one weight");
    refused(() -> new Linear(ALL, List.of(Double.NaN), true, null), "finite number, not NaN");
    refused(() -> new Slerp(ALL, 1.5, null), "t must be from 0 to 1, not 1.5");
    refused(() -> new Slerp(ALL, Double.NaN, null), "not NaN");
    refused(() -> new Ties(ALL, 1.5, List.of(1.0), 1, null), "density must be from 0 to 1");
    refused(() -> new Ties(ALL, 0.5, List.of(0.0), 1, null), "above 0, not 0.0");
    refused(() -> new Dare(ALL, 1, List.of(1.0), 1, null), "from 0 to below 1, not 1.0");
    refused(() -> new TaskArithmetic(ALL, List.of(), null), "at least one lambda");
    refused(() -> new Compose(List.of()), "at least one donor");
  }

  private static void refused(ThrowingCallable made, String message) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
