package graft.surgery;

import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Slices of two models that are looked at as one: a tensor, a part of a block, a head.
 *
 * @param name for people
 * @param pairs the same slices in both models, of the same shapes
 */
record Region(String name, List<Pair> pairs) {
  /** A slice of the first model, and the same of the second. */
  record Pair(Slice first, Slice second) {}

  static List<Region> tensors(GptConfig first, GptConfig second) {
    return Selector.everything().slices(first).stream()
        .map(slice -> of(slice.name(), List.of(slice), second))
        .filter(Region::isSomething)
        .toList();
  }

  /** Halves of attention, MLP and normalisation of every block, and the embedding. */
  static List<Region> parts(GptConfig first, GptConfig second) {
    List<Region> regions = new ArrayList<>();
    for (int layer = 0; layer < first.layers(); layer++) {
      for (Part part : List.of(Part.QUERY_KEY, Part.VALUE_OUTPUT, Part.MLP, Part.LN)) {
        Selector selector = new Selector(Set.of(part), layer, layer, Set.of());
        regions.add(of("layer " + layer + " " + part.word(), selector.slices(first), second));
      }
    }
    regions.add(of("embedding", Selector.of(Set.of(Part.EMBEDDING)).slices(first), second));
    return regions.stream().filter(Region::isSomething).toList();
  }

  static List<Region> heads(GptConfig first, GptConfig second) {
    List<Region> regions = new ArrayList<>();
    for (int layer = 0; layer < first.layers(); layer++) {
      for (int head = 0; head < first.heads(); head++) {
        Selector selector = new Selector(Set.of(Part.ATTENTION), layer, layer, Set.of(head));
        regions.add(of("layer " + layer + " head " + head, selector.slices(first), second));
      }
    }
    return regions;
  }

  private static Region of(String name, List<Slice> slices, GptConfig second) {
    List<Parameter> others = Parameters.of(second).list();
    List<Pair> pairs = new ArrayList<>();
    for (Slice slice : slices) {
      others.stream()
          .filter(other -> isSame(slice.parameter(), other))
          .forEach(other -> pairs.add(new Pair(slice, slice.in(other))));
    }
    return new Region(name, List.copyOf(pairs));
  }

  /** Whether two models have the same parameter, so that its values can be compared. */
  static boolean isSame(Parameter first, Parameter second) {
    return first.name().equals(second.name()) && first.shape().equals(second.shape());
  }

  private boolean isSomething() {
    return !pairs.isEmpty();
  }
}
