package graft.surgery;

import graft.model.Component;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a {@link Selector} can name: the components, and the two halves of attention. */
public enum Part {
  /** {@link #QUERY_KEY} and {@link #VALUE_OUTPUT} together. */
  ATTENTION(Component.ATTENTION),
  /** Where attention looks: the query and key columns of the fused QKV, weights and biases. */
  QUERY_KEY(Component.ATTENTION),
  /**
   * What attention moves: the value columns of the fused QKV, and the output projection, weights
   * and biases.
   */
  VALUE_OUTPUT(Component.ATTENTION),
  /** {@link Component#MLP}. */
  MLP(Component.MLP),
  /** {@link Component#LN}. */
  LN(Component.LN),
  /** {@link Component#EMBEDDING}. */
  EMBEDDING(Component.EMBEDDING);

  private final Component component;

  Part(Component component) {
    this.component = component;
  }

  /** The component that it is, or is a half of. */
  public Component component() {
    return component;
  }

  /** How people write it, for example {@code query-key}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words, in order. */
  public static List<String> words() {
    return words(List.of(values()));
  }

  static List<String> words(Collection<Part> parts) {
    return parts.stream().map(Part::word).toList();
  }

  /** The component as a part. */
  static Part of(Component component) {
    return valueOf(component.name());
  }

  /** Attention stands for its halves, and both halves for attention; in order. */
  static Set<Part> normalised(Collection<Part> parts) {
    Set<Part> result = EnumSet.noneOf(Part.class);
    result.addAll(parts);
    if (result.containsAll(List.of(QUERY_KEY, VALUE_OUTPUT))) {
      result.add(ATTENTION);
    }
    if (result.contains(ATTENTION)) {
      result.removeAll(List.of(QUERY_KEY, VALUE_OUTPUT));
    }
    return result;
  }

  /** Every component as a part. */
  static Set<Part> all() {
    return normalised(Arrays.asList(values()));
  }
}
