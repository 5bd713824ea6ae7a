package graft.study;

/**
 * One training run of a study as planned, or one analysis of its models. Trials share nodes: one
 * pretrained model feeds every task and arm.
 *
 * @param id the recipe's hash, which is also the result's name in the store
 * @param label what people call it, for example {@code attention > haystack, seed 1}
 * @param steps optimizer steps at the most; of an analysis, the samples that it goes through
 * @param work estimated cost in multiply-adds, for shares and time left only
 * @param done whether the store holds its result already
 * @param training whether it is a training run
 */
public record NodePlan(
    String id, String label, long steps, double work, boolean done, boolean training) {
  /** A training run. */
  public NodePlan(String id, String label, long steps, double work, boolean done) {
    this(id, label, steps, work, done, true);
  }
}
