package graft.analysis;

/** What a silenced site adds to the residual stream instead of what it computes. */
public enum Ablation {
  /** Nothing. */
  ZERO,
  /** The mean of what it adds over sequences of the procedure, at every position the same. */
  MEAN
}
