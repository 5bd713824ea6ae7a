package graft.study;

import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.merge.Dare;
import graft.surgery.merge.Linear;
import graft.surgery.merge.Merge;
import graft.surgery.merge.Slerp;
import graft.surgery.merge.TaskArithmetic;
import graft.surgery.merge.Ties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several donors made into one before anything is taken from it; which tensors and which seed, a
 * trial says. Methods that work with differences to a base take the weights that the first donor
 * started from: donors of one seed start alike wherever their parameters' names and sizes agree.
 *
 * @param method of merging
 * @param of labels of pretrainings
 * @param weights one for each of them: weights, or lambdas; none for slerp
 * @param setting t of slerp, density of TIES, drop rate of DARE; 0 for the others
 * @param embedding what the embedding of a donor of another vocabulary than the first one's becomes
 */
public record Merging(
    Method method,
    List<String> of,
    List<Double> weights,
    double setting,
    @Nullable EmbeddingStrategy embedding) {

  /** The operations of {@link graft.surgery.merge}. */
  public enum Method {
    /** {@link Linear}, normalised. */
    LINEAR(null),
    /** {@link Slerp}. */
    SLERP("t"),
    /** {@link TaskArithmetic}. */
    TASK_ARITHMETIC(null),
    /** {@link Ties}, with lambda 1. */
    TIES("density"),
    /** {@link Dare}. */
    DARE("drop");

    private final @Nullable String setting;

    Method(@Nullable String setting) {
      this.setting = setting;
    }

    /** As study files write it, for example {@code task-arithmetic}. */
    String word() {
      return Words.of(this).replace('_', '-');
    }

    /** The key of its number, or null if it has none. */
    @Nullable String setting() {
      return setting;
    }

    /** Whether it merges differences to a base. */
    boolean hasBase() {
      return this == TASK_ARITHMETIC || this == TIES || this == DARE;
    }
  }

  public Merging {
    of = List.copyOf(of);
    // -0 equals 0, but a recipe with it would have another name.
    weights = weights.stream().map(weight -> weight + 0.0).toList();
    setting += 0.0;
  }

  /**
   * The operation.
   *
   * @param selector what it merges
   * @param seed of its draws, if it draws
   * @throws IllegalArgumentException if a number is out of its range, or the embedding strategy has
   *     nothing to act on
   */
  public Merge on(Selector selector, long seed) {
    return switch (method) {
      case LINEAR -> new Linear(selector, weights, true, embedding);
      case SLERP -> new Slerp(selector, setting, embedding);
      case TASK_ARITHMETIC -> new TaskArithmetic(selector, weights, embedding);
      case TIES -> new Ties(selector, setting, weights, 1, embedding);
      case DARE -> new Dare(selector, setting, weights, seed, embedding);
    };
  }
}
