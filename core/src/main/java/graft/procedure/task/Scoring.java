package graft.procedure.task;

/** Which predictions of an arithmetic task count. */
public enum Scoring {
  /**
   * Those made after reading an answer digit or the stop (ids of 20 and more), as published. So the
   * answer's first digit, which is predicted from {@code =}, is neither trained nor scored, and the
   * padding after the stop is, where the padded sequence has any.
   */
  PUBLISHED,
  /** Those of every answer digit and of the stop. */
  ANSWER
}
