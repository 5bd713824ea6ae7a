package graft.surgery;

import graft.model.Component;
import graft.model.GptConfig;
import graft.model.Parameter;
import graft.model.Parameters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which parameters an operation touches: those of some components, in some blocks.
 *
 * <p>The range is about blocks. Outside them, embeddings and head have no layer and are selected
 * with {@link Component#EMBEDDING} whatever the range; the final layer normalisation reads what the
 * last block wrote, and is selected with {@link Component#LN} when the range reaches that block.
 *
 * @param components at least one
 * @param from first block, from 0
 * @param to last block, inclusive; {@link #LAST} is the last block of whatever model it meets
 */
public record Selector(Set<Component> components, int from, int to) {
  /** As {@code to}: up to the last block, however many there are. */
  public static final int LAST = Integer.MAX_VALUE;

  public Selector {
    if (components.isEmpty()) {
      throw new IllegalArgumentException(
          "a selector needs at least one component of " + List.of(Component.values()));
    }
    if (from < 0 || from > to) {
      throw new IllegalArgumentException(
          "layers %d..%d are no range: the first must be 0 or more and not above the last"
              .formatted(from, to));
    }
    components = Collections.unmodifiableSet(EnumSet.copyOf(components));
  }

  /** These components in every block. */
  public static Selector allLayers(Set<Component> components) {
    return new Selector(components, 0, LAST);
  }

  /** Every parameter. */
  public static Selector everything() {
    return allLayers(EnumSet.allOf(Component.class));
  }

  /**
   * The selected parameters of a model of this shape, in storage order; at least one.
   *
   * @throws IllegalArgumentException if the range names a block that the model does not have
   */
  public List<Parameter> select(GptConfig config) {
    int last = config.layers() - 1;
    if (from > last || (to > last && to != LAST)) {
      throw new IllegalArgumentException(
          "%s of layers %s cannot be selected: the model has layers 0..%d"
              .formatted(components, to == LAST ? from + " and on" : from + ".." + to, last));
    }
    return Parameters.of(config).list().stream().filter(p -> selects(p, last)).toList();
  }

  private boolean selects(Parameter parameter, int last) {
    boolean inRange =
        switch (parameter.role()) {
          case TOKEN_EMBEDDING, POSITION_EMBEDDING, HEAD -> true;
          case FINAL_LN_GAIN, FINAL_LN_BIAS -> to >= last;
          default -> from <= parameter.layer() && parameter.layer() <= to;
        };
    return inRange && components.contains(parameter.component());
  }
}
