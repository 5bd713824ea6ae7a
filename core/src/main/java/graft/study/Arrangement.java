package graft.study;

import graft.study.Plan.Node;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a study's trials share the cores: as many side by side as cores and memory permit, or one at
 * a time on all cores, whichever was measured to train faster.
 *
 * @param trials trials side by side at the most
 * @param threads threads of each when so many run; when fewer are left, each takes more
 * @param memory bytes that a trial takes at the most, roughly
 * @param gain measured: optimizer steps per second of all trials side by side over those of one
 *     trial on all cores; NaN when nothing was measured
 */
public record Arrangement(int trials, int threads, long memory, double gain) {
  /** One at a time must be faster by this factor: it leaves cores idle between steps. */
  private static final double ADVANTAGE = 1.05;

  /** Finds out which of two ways to use the cores trains faster. */
  @FunctionalInterface
  interface Comparison {
    /**
     * The gain of trials side by side.
     *
     * @param waiting what is to be trained
     * @param trials how many side by side
     * @param threads threads of each
     * @param alone threads of a trial that has all cores for itself
     * @return steps per second of all trials over those of the lone one; NaN if it cannot be told
     */
    double gain(Collection<Node> waiting, int trials, int threads, int alone)
        throws InterruptedException;
  }

  /**
   * Chooses how to run what the store lacks.
   *
   * @param waiting at least one run
   */
  static Arrangement choose(Collection<Node> waiting, Capacity capacity, Comparison comparison)
      throws InterruptedException {
    int trials = Math.min(capacity.trials(), together(waiting));
    int threads = capacity.threads(trials, trials);
    int alone = capacity.threads(1, 1);
    double gain = trials == 1 ? Double.NaN : comparison.gain(waiting, trials, threads, alone);
    return gain * ADVANTAGE < 1
        ? new Arrangement(1, alone, capacity.memory(alone), gain)
        : new Arrangement(trials, threads, capacity.memory(threads), gain);
  }

  /** How many runs could ever go on at once: those that no other waits for. */
  private static int together(Collection<Node> waiting) {
    Set<String> donors =
        waiting.stream().flatMap(node -> node.donors().stream()).collect(Collectors.toSet());
    return (int) waiting.stream().filter(node -> !donors.contains(node.id())).count();
  }
}
