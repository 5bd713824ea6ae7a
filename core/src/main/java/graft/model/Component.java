package graft.model;

/**
 * The parts of a model that surgery, freezing and reports speak of. Every parameter belongs to
 * exactly one.
 */
public enum Component {
  /** QKV and output projection, weights and biases. */
  ATTENTION,
  /** Both layers of the MLP, weights and biases. */
  MLP,
  /** Gain and bias of every layer normalisation, the final one included. */
  LN,
  /** Token embedding, position embedding and, if it is not tied, the head. */
  EMBEDDING
}
