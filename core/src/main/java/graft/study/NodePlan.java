package graft.study;

/**
 * One training run of a study, as planned. Trials share nodes: one pretrained model feeds every
 * task and arm.
 *
 * @param id the recipe's hash, which is also the result's name in the store
 * @param label what people call it, for example {@code attention > haystack, seed 1}
 * @param steps optimizer steps at the most
 * @param work estimated cost in multiply-adds, for shares and time left only
 * @param done whether the store holds its result already
 */
public record NodePlan(String id, String label, long steps, double work, boolean done) {}
