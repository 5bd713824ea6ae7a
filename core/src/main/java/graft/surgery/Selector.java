package graft.surgery;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import graft.model.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which slices of a model an operation touches: some parts, in some blocks, of some heads.
 *
 * <p>The range is about blocks. Outside them, embeddings and head have no layer and are selected
 * with {@link Part#EMBEDDING} whatever the range; the final layer normalisation reads what the last
 * block wrote, and is selected with {@link Part#LN} when the range reaches that block.
 *
 * <p>Heads narrow attention and nothing else. A head's are its columns of Q, of K and of V, weights
 * and biases, and the rows of the output projection that read it. The bias of the output projection
 * is added once for all heads, so it belongs to none: it is selected only without heads.
 *
 * @param parts at least one; both halves of attention become {@link Part#ATTENTION}
 * @param from first block, from 0
 * @param to last block, inclusive; {@link #LAST} is the last block of whatever model it meets
 * @param heads counted from 0; none for attention as a whole
 */
public record Selector(Set<Part> parts, int from, int to, Set<Integer> heads) {
  /** As {@code to}: up to the last block, however many there are. */
  public static final int LAST = Integer.MAX_VALUE;

  public Selector {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(
          "a selector needs at least one part of " + String.join(", ", Part.words()));
    }
    if (from < 0 || from > to) {
      throw new IllegalArgumentException(
          "layers %d..%d are no range: the first must be 0 or more and not above the last"
              .formatted(from, to));
    }
    parts = Collections.unmodifiableSet(Part.normalised(parts));
    heads = Collections.unmodifiableSet(new TreeSet<>(heads));
    requireHeadsOfAttention(parts, heads);
  }

  /** These components in a range of blocks. */
  public Selector(Set<Component> components, int from, int to) {
    this(components.stream().map(Part::of).collect(Collectors.toSet()), from, to, Set.of());
  }

  private static void requireHeadsOfAttention(Set<Part> parts, Set<Integer> heads) {
    if (heads.isEmpty()) {
      return;
    }
    if (parts.stream().noneMatch(part -> part.component() == Component.ATTENTION)) {
      throw new IllegalArgumentException(
          "heads %s are parts of attention: select attention, query-key or value-output beside %s, or give no heads"
              .formatted(heads, String.join(", ", Part.words(parts))));
    }
    if (heads.iterator().next() < 0) {
      throw new IllegalArgumentException(
          "heads are counted from 0, so %s are none".formatted(heads));
    }
  }

  /** These components in every block. */
  public static Selector allLayers(Set<Component> components) {
    return new Selector(components, 0, LAST);
  }

  /** These parts in every block. */
  public static Selector of(Collection<Part> parts) {
    return new Selector(Set.copyOf(parts), 0, LAST, Set.of());
  }

  /** Every parameter. */
  public static Selector everything() {
    return of(Part.all());
  }

  /** The components that it takes anything of. */
  public Set<Component> components() {
    Set<Component> components = EnumSet.noneOf(Component.class);
    parts.forEach(part -> components.add(part.component()));
    return components;
  }

  /**
   * Checks that a model of this shape has what is selected.
   *
   * @throws IllegalArgumentException if a block or a head is named that it does not have
   */
  public void requireFits(GptConfig config) {
    int last = config.layers() - 1;
    if (from > last || (to > last && to != LAST)) {
      throw new IllegalArgumentException(
          "%s of layers %s cannot be selected: the model has layers 0..%d"
              .formatted(
                  String.join(", ", Part.words(parts)),
                  to == LAST ? from + " and on" : from + ".." + to,
                  last));
    }
    for (int head : heads) {
      if (head >= config.heads()) {
        throw new IllegalArgumentException(
            "head %d cannot be selected: the model has heads 0..%d"
                .formatted(head, config.heads() - 1));
      }
    }
  }

  /**
   * The selected slices of a model of this shape, in storage order; at least one, no two of which
   * overlap.
   *
   * @throws IllegalArgumentException if a block or a head is named that the model does not have
   */
  public List<Slice> slices(GptConfig config) {
    requireFits(config);
    int last = config.layers() - 1;
    List<Slice> slices = new ArrayList<>();
    for (Parameter parameter : Parameters.of(config).list()) {
      if (isInRange(parameter, last)) {
        slices.addAll(slices(parameter, config));
      }
    }
    return List.copyOf(slices);
  }

  /**
   * A new model: {@code weights} with every selected slice changed. The given model is not.
   *
   * @throws IllegalArgumentException if a block or a head is named that the model does not have
   */
  public Weights change(Weights weights, Slice.Change change) {
    Weights result = weights.copy();
    for (Slice slice : slices(weights.config())) {
      slice.put(change.apply(slice, slice.values(weights)), result);
    }
    return result;
  }

  private boolean isInRange(Parameter parameter, int last) {
    return switch (parameter.role()) {
      case TOKEN_EMBEDDING, POSITION_EMBEDDING, HEAD -> true;
      case FINAL_LN_GAIN, FINAL_LN_BIAS -> to >= last;
      default -> from <= parameter.layer() && parameter.layer() <= to;
    };
  }

  private List<Slice> slices(Parameter parameter, GptConfig config) {
    if (parts.contains(Part.of(parameter.component())) && wholeIsMeant(parameter)) {
      return List.of(Slice.whole(parameter));
    }
    return parameter.component() == Component.ATTENTION
        ? new AttentionParts(parts, heads, config).slices(parameter)
        : List.of();
  }

  private boolean wholeIsMeant(Parameter parameter) {
    return heads.isEmpty() || parameter.component() != Component.ATTENTION;
  }
}
