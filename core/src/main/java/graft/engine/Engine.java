package graft.engine;

import graft.model.GptConfig;
import java.time.Duration;

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
   * Names the engine's arithmetic: two engines, or two versions of one, that may give different
   * bits have different names. Part of every recipe.
   */
  String arithmetic();

  /**
   * Roughly how many bytes a session takes at the most.
   *
   * @param length tokens of the longest sequence
   * @param threads as for {@link #open}
   */
  long memory(GptConfig config, int length, int threads);

  /**
   * Prepares for models of one shape.
   *
   * @param threads how many threads a call may use, at least 1; the results do not depend on it
   */
  TrainingSession open(GptConfig config, int threads);

  /**
   * Times the engine's kernels on the calling thread, until all have been seen at their usual
   * speed, and mends what it can. From a cold start that takes about a second, most of it spent by
   * the JIT compiler.
   *
   * @param most how long to wait for kernels that are slow; twice as long if they have to be
   *     compiled anew
   */
  default KernelCheck checkKernels(Duration most) {
    return KernelCheck.NONE;
  }
}
