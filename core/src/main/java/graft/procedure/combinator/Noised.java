package graft.procedure.combinator;

/** Which tokens noise may replace. */
public enum Noised {
  /** All. */
  ALL,
  /** Those whose prediction does not count. */
  CONTEXT
}
