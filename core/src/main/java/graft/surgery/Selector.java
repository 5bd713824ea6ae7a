package graft.surgery;

import graft.model.Component;
import graft.model.Parameter;
import graft.model.Parameter.Role;
import graft.model.Parameters;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a model: some components, in a range of blocks.
 *
 * <p>What lies outside the blocks goes with the block it touches: the embeddings and the head
 * belong to the selection whenever their component does, the final layer normalisation when the
 * range reaches the last block.
 *
 * @param components at least one
 * @param firstLayer first block, from 0
 * @param lastLayer last block, inclusive; {@link #TO_THE_END} for the last of any model
 */
public record Selector(Set<Component> components, int firstLayer, int lastLayer) {
  /** As {@link #lastLayer}: up to the last block. */
  public static final int TO_THE_END = Integer.MAX_VALUE;

  public Selector {
    if (components.isEmpty()) {
      throw new IllegalArgumentException(
          "a selection needs at least one of the components " + List.of(Component.values()));
    }
    if (firstLayer < 0 || lastLayer < firstLayer) {
      throw new IllegalArgumentException(
          "a selection's layers must be a range from 0, not " + firstLayer + " to " + lastLayer);
    }
    components = Set.copyOf(EnumSet.copyOf(components));
  }

  /** These components in all blocks. */
  public static Selector of(Set<Component> components) {
    return new Selector(components, 0, TO_THE_END);
  }

  /** Whether the selection holds a component. */
  public boolean has(Component component) {
    return components.contains(component);
  }

  /**
   * The selected parameters of a model.
   *
   * @throws IllegalArgumentException if there are none
   */
  public List<Parameter> of(Parameters parameters) {
    int last = parameters.list().stream().mapToInt(Parameter::layer).max().orElse(-1);
    List<Parameter> selected =
        parameters.list().stream().filter(parameter -> selects(parameter, last)).toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing of the model is selected by " + this + ": its blocks are 0 to " + last);
    }
    return selected;
  }

  private boolean selects(Parameter parameter, int last) {
    if (!has(parameter.component())) {
      return false;
    }
    boolean finalNorm =
        parameter.role() == Role.FINAL_LN_GAIN || parameter.role() == Role.FINAL_LN_BIAS;
    int layer = finalNorm ? last : parameter.layer();
    return layer < 0 || (layer >= firstLayer && layer <= lastLayer);
  }
}
