package graft.surgery;

/**
 * What the token embedding and the head of the target become when the embedding is transplanted.
 */
public enum EmbeddingStrategy {
  /** Every row of both is the mean of the donor's rows, as published. */
  AVERAGE,
  /** Both stay as the target was initialised. */
  RANDOM,
  /** The donor's rows, one for one; both vocabularies must be the same. */
  RETAIN,
  /** The donor's rows are kept; the target's further rows are their mean. */
  EXTEND
}
