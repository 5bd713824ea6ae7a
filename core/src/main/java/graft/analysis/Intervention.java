package graft.analysis;

import java.util.function.IntPredicate;

/**
 * Replaces what a site adds to the residual stream of one sequence, before anything reads it:
 * ablation with zeros or a mean, activation patching with what another run has added there.
 *
 * @param site where
 * @param values what the site adds instead
 * @param positions at which positions; elsewhere the site does as always
 */
public record Intervention(Site site, Values values, IntPredicate positions) {
  /** Numbers by position and feature. */
  @FunctionalInterface
  public interface Values {
    /** The value of a feature (from 0) at a position (from 0). */
    double at(int position, int feature);
  }

  /** The site adds nothing, at every position. */
  public static Intervention zero(Site site) {
    return new Intervention(site, (t, i) -> 0, t -> true);
  }

  /**
   * The site adds the same at every position.
   *
   * @param row [C]
   */
  public static Intervention constant(Site site, double[] row) {
    return new Intervention(site, (t, i) -> row[i], t -> true);
  }

  /**
   * The site adds, at every position, what it has added in another run.
   *
   * @param run of a sequence that is at least as long, through a model of the same width
   */
  public static Intervention patch(Site site, Recording run) {
    double[] output = run.output(site);
    int width = run.config().width();
    return new Intervention(site, (t, i) -> output[t * width + i], t -> true);
  }

  /** The same at those positions only. */
  public Intervention at(IntPredicate chosen) {
    return new Intervention(site, values, chosen);
  }
}
