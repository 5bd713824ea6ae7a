package graft.surgery;

import static org.assertj.core.api.Assertions.assertThat;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Parts cut a model up: nothing is left over, and nothing belongs to two of them. */
class SelectorPropertiesTest {
  private static GptConfig config(int layers, int heads, int headWidth, boolean tied) {
    return new GptConfig(layers, heads, heads * headWidth, 3, 2, tied);
  }

  /** How often each value of a model is selected. */
  private static int[] counts(GptConfig config, List<Selector> selectors) {
    int[] counts = new int[Parameters.of(config).size()];
    for (Selector selector : selectors) {
      for (Slice slice : selector.slices(config)) {
        Models.marks(config, slice).forEach(i -> counts[i]++);
      }
    }
    return counts;
  }

  private static int[] expected(GptConfig config, Set<Component> selected, boolean outputBias) {
    int[] counts = new int[Parameters.of(config).size()];
    for (Parameter parameter : Parameters.of(config).list()) {
      boolean isBias = parameter.role() == Parameter.Role.ATTENTION_OUTPUT_BIAS;
      if (selected.contains(parameter.component()) && (outputBias || !isBias)) {
        Arrays.fill(counts, parameter.offset(), parameter.end(), 1);
      }
    }
    return counts;
  }

  @Property(seed = "1", tries = 50)
  void partsPartitionTheModel(
      @ForAll @IntRange(min = 1, max = 3) int layers,
      @ForAll @IntRange(min = 1, max = 4) int heads,
      @ForAll @IntRange(min = 1, max = 3) int headWidth,
      @ForAll boolean tied) {
    GptConfig config = config(layers, heads, headWidth, tied);
    List<Selector> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      if (part != Part.ATTENTION) {
        parts.add(Selector.of(Set.of(part)));
      }
    }
    assertThat(counts(config, parts)).isEqualTo(expected(config, Set.of(Component.values()), true));
  }

  @Property(seed = "2", tries = 50)
  void headsPartitionAttentionButForTheOutputBias(
      @ForAll @IntRange(min = 1, max = 3) int layers,
      @ForAll @IntRange(min = 1, max = 4) int heads,
      @ForAll @IntRange(min = 1, max = 3) int headWidth,
      @ForAll boolean byHalves) {
    GptConfig config = config(layers, heads, headWidth, false);
    List<Selector> selectors = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      for (int head = 0; head < heads; head++) {
        for (Set<Part> parts :
            byHalves
                ? List.of(Set.of(Part.QUERY_KEY), Set.of(Part.VALUE_OUTPUT))
                : List.of(Set.of(Part.ATTENTION))) {
          selectors.add(new Selector(parts, layer, layer, Set.of(head)));
        }
      }
    }
    assertThat(counts(config, selectors))
        .isEqualTo(expected(config, Set.of(Component.ATTENTION), false));
  }

  /** What is read from a slice and put back changes nothing; what is put there is read again. */
  @Property(seed = "3", tries = 50)
  void slicesReadWhatWasPut(
      @ForAll @IntRange(min = 1, max = 4) int heads,
      @ForAll @IntRange(min = 1, max = 3) int headWidth) {
    GptConfig config = config(2, heads, headWidth, false);
    Weights weights = Models.counting(config, 1);
    Selector selector = new Selector(Part.all(), 0, Selector.LAST, Set.of(heads - 1));
    for (Slice slice : selector.slices(config)) {
      Weights copy = weights.copy();
      slice.put(slice.values(weights), copy);
      assertThat(copy.values()).isEqualTo(weights.values());
      float[] negative = slice.values(weights);
      for (int i = 0; i < negative.length; i++) {
        negative[i] = -negative[i];
      }
      slice.put(negative, copy);
      assertThat(slice.values(copy)).isEqualTo(negative);
      for (int i = 0; i < copy.values().length; i++) {
        float value = weights.values()[i];
        assertThat(copy.values()[i])
            .isEqualTo(Models.marks(config, slice).contains(i) ? -value : value);
      }
    }
  }
}
