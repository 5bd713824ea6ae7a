package graft.engine;

import graft.model.GptConfig;

/**
 * Computes loss and gradient. Chosen by name in {@link Engines}; every implementation passes one
 * contract test.
 */
public interface Engine {
  /** The name that recipes, options and provenance use. */
  String name();

  /** Name and what determines its speed, for example {@code vector (256 bits)}. */
  String description();

  /**
   * Prepares for models of one shape.
   *
   * @param threads how many threads a call may use, at least 1; the results do not depend on it
   */
  TrainingSession open(GptConfig config, int threads);
}
