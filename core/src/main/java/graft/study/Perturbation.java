package graft.study;

import graft.surgery.Selector;
import graft.surgery.perturb.GaussianNoise;
import graft.surgery.perturb.LowRank;
import graft.surgery.perturb.MagnitudePrune;
import graft.surgery.perturb.Perturb;
import graft.surgery.perturb.Redraw;
import graft.surgery.perturb.ShuffleLayers;
import graft.surgery.perturb.ShuffleTensors;

/**
 * Damage that an arm does to what it takes; which tensors and which seed, a trial says.
 *
 * @param kind of damage
 * @param setting its strength, share or rank; 0 if it has none
 */
public record Perturbation(Kind kind, double setting) {

  /** The operations of {@link graft.surgery.perturb}. */
  public enum Kind {
    /** {@link GaussianNoise}, of a strength. */
    NOISE,
    /** {@link ShuffleTensors}. */
    SHUFFLE_TENSORS,
    /** {@link ShuffleLayers}. */
    SHUFFLE_LAYERS,
    /** {@link Redraw}. */
    REDRAW,
    /** {@link MagnitudePrune}, of a share. */
    PRUNE,
    /** {@link LowRank}, of a rank. */
    LOW_RANK;

    /** As study files write it, for example {@code low-rank}. */
    public String word() {
      return Words.of(this).replace('_', '-');
    }

    /** Whether it takes a number. */
    boolean hasSetting() {
      return this == NOISE || this == PRUNE || this == LOW_RANK;
    }
  }

  public Perturbation {
    // -0 equals 0, but a recipe with it would have another name.
    setting += 0.0;
    if (kind == Kind.LOW_RANK && setting != (int) setting) {
      throw new IllegalArgumentException("the rank must be a whole number, not " + setting);
    }
  }

  /**
   * The operation.
   *
   * @param selector what it changes
   * @param seed of its draws, if it draws
   * @throws IllegalArgumentException if the setting is out of its range
   */
  public Perturb on(Selector selector, long seed) {
    return switch (kind) {
      case NOISE -> new GaussianNoise(selector, setting, seed);
      case SHUFFLE_TENSORS -> new ShuffleTensors(selector, seed);
      case SHUFFLE_LAYERS -> new ShuffleLayers(selector, seed);
      case REDRAW -> new Redraw(selector, seed);
      case PRUNE -> new MagnitudePrune(selector, setting);
      case LOW_RANK -> new LowRank(selector, (int) setting);
    };
  }
}
