package graft.analysis;

/**
 * How well a model does on samples, untouched or with an intervention.
 *
 * @param loss mean cross-entropy per counted prediction, in nats
 * @param accuracy share of the counted predictions that are right
 * @param exact share of the samples whose counted predictions are all right
 */
public record Outcome(double loss, double accuracy, double exact) {}
