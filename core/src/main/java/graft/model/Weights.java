package graft.model;

/**
 * A model: its shape and one flat array of values, laid out by {@link Parameters}.
 *
 * <p>The array is shared, not copied; treat the weights of a finished result as read-only.
 */
public final class Weights {
  private final GptConfig config;
  private final Parameters parameters;
  private final float[] values;

  /**
   * Wraps {@code values}.
   *
   * @throws IllegalArgumentException if the number of values is not that of the shape
   */
  public Weights(GptConfig config, float[] values) {
    this.config = config;
    this.parameters = Parameters.of(config);
    this.values = values;
    if (values.length != parameters.size()) {
      throw new IllegalArgumentException(
          "a model of " + config + " has " + parameters.size() + " values, not " + values.length);
    }
  }

  /** The shape. */
  public GptConfig config() {
    return config;
  }

  /** The list of slices of {@link #values}. */
  public Parameters parameters() {
    return parameters;
  }

  /** The flat array itself. */
  public float[] values() {
    return values;
  }

  /** A model of the same shape with its own copy of the values. */
  public Weights copy() {
    return new Weights(config, values.clone());
  }
}
