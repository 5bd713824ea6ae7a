package graft.analysis;

import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A place in a model that adds something to the residual stream, and can be looked at, silenced or
 * replaced.
 *
 * @param layer the block, from 0
 * @param part which of the block's parts
 * @param head of {@link Part#HEAD}, from 0; otherwise -1
 */
public record Site(int layer, Part part, int head) {
  /** The parts of a block. */
  public enum Part {
    /** All heads together, and the bias of the output projection. */
    ATTENTION,
    /** One head: its mixed values through its rows of the output projection, without bias. */
    HEAD,
    /** The MLP. */
    MLP
  }

  public Site {
    if (layer < 0 || (part == Part.HEAD ? head < 0 : head != -1)) {
      throw new IllegalArgumentException(
          "there is no site of layer %d, part %s, head %d: layers and heads begin with 0, and only a HEAD has a head"
              .formatted(layer, part, head));
    }
  }

  /** The attention of block {@code layer}. */
  public static Site attention(int layer) {
    return new Site(layer, Part.ATTENTION, -1);
  }

  /** One head of block {@code layer}. */
  public static Site head(int layer, int head) {
    return new Site(layer, Part.HEAD, head);
  }

  /** The MLP of block {@code layer}. */
  public static Site mlp(int layer) {
    return new Site(layer, Part.MLP, -1);
  }

  /** Every site of a model of this shape: block by block the attention, its heads, the MLP. */
  public static List<Site> all(GptConfig config) {
    List<Site> sites = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      sites.add(attention(layer));
      for (int head = 0; head < config.heads(); head++) {
        sites.add(head(layer, head));
      }
      sites.add(mlp(layer));
    }
    return List.copyOf(sites);
  }

  /**
   * Checks that a model has this site.
   *
   * @throws IllegalArgumentException naming the site and the shape
   */
  void requireIn(GptConfig config) {
    if (layer >= config.layers() || head >= config.heads()) {
      throw new IllegalArgumentException(
          "a model of %d layers with %d heads has no %s: both are counted from 0"
              .formatted(config.layers(), config.heads(), this));
    }
  }

  /** For people: {@code layer 0 head 3}, {@code layer 1 mlp}. */
  @Override
  public String toString() {
    String name = part.name().toLowerCase(Locale.ROOT);
    return "layer " + layer + " " + name + (part == Part.HEAD ? " " + head : "");
  }
}
