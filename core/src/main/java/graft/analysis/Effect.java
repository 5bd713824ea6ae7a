package graft.analysis;

/**
 * How a model does when one of its sites adds something else than usual.
 *
 * @param site where
 * @param outcome on the samples
 */
public record Effect(Site site, Outcome outcome) {}
