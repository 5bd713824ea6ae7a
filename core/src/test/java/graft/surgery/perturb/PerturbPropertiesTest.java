package graft.surgery.perturb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.surgery.Models;
import graft.surgery.Selector;
import graft.surgery.Slice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

class PerturbPropertiesTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 6, 5, 3, false);

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @Property(seed = "1", tries = 100)
  void shufflingATensorKeepsItsValues(
      @ForAll @NotEmpty Set<Component> components, @ForAll long seed) {
    Selector selector = Selector.allLayers(EnumSet.copyOf(components));
    Weights model = Models.random(CONFIG, seed);
    Weights result = new ShuffleTensors(selector, seed).apply(model);
    for (Slice slice : selector.slices(CONFIG)) {
      assertThat(sorted(slice.values(result))).isEqualTo(sorted(slice.values(model)));
    }
  }

  @Property(seed = "2", tries = 100)
  void shufflingALayerKeepsItsValues(
      @ForAll @NotEmpty Set<Component> components,
      @ForAll @IntRange(min = 0, max = 1) int layer,
      @ForAll long seed) {
    Selector selector = new Selector(EnumSet.copyOf(components), layer, layer);
    Weights model = Models.random(CONFIG, seed);
    Weights result = new ShuffleLayers(selector, seed).apply(model);
    assertThat(sorted(result.values())).isEqualTo(sorted(model.values()));
  }

  @Property(seed = "3", tries = 100)
  void pruningKeepsTheLargest(
      @ForAll @DoubleRange(min = 0, max = 1) double fraction, @ForAll long seed) {
    Selector mlp = Selector.allLayers(Set.of(Component.MLP));
    Weights model = Models.random(CONFIG, seed);
    Weights result = new MagnitudePrune(mlp, fraction).apply(model);
    for (Slice slice : mlp.slices(CONFIG)) {
      float[] before = slice.values(model);
      float[] after = slice.values(result);
      float largestPruned = 0;
      float smallestKept = Float.MAX_VALUE;
      int pruned = 0;
      for (int i = 0; i < before.length; i++) {
        if (after[i] == 0) {
          pruned++;
          largestPruned = Math.max(largestPruned, Math.abs(before[i]));
        } else {
          assertThat(after[i]).isEqualTo(before[i]);
          smallestKept = Math.min(smallestKept, Math.abs(before[i]));
        }
      }
      assertThat(largestPruned).isLessThanOrEqualTo(smallestKept);
      assertThat((double) pruned).isCloseTo(fraction * before.length, within(0.5));
    }
  }

  /** Eckart and Young: what is lost is what another rank would add; the norms add up as squares. */
  @Property(seed = "4", tries = 30)
  void truncationIsAnOrthogonalProjection(
      @ForAll @IntRange(min = 1, max = 6) int rank, @ForAll long seed) {
    Selector mlp = Selector.allLayers(Set.of(Component.MLP));
    Weights model = Models.random(CONFIG, seed);
    Weights result = new LowRank(mlp, rank).apply(model);
    Weights again = new LowRank(mlp, rank).apply(result);
    for (Slice slice : mlp.slices(CONFIG)) {
      float[] whole = slice.values(model);
      float[] kept = slice.values(result);
      double lost = 0;
      for (int i = 0; i < whole.length; i++) {
        lost += Math.pow((double) whole[i] - kept[i], 2);
      }
      assertThat(squares(kept) + lost).isCloseTo(squares(whole), within(1e-4 * squares(whole)));
      float[] twice = slice.values(again);
      for (int i = 0; i < kept.length; i++) {
        assertThat(twice[i]).isCloseTo(kept[i], within(1e-5f));
      }
    }
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }
}
