package graft.analysis;

/**
 * How well a trait can be read from the residual stream of one layer by a linear map, on sequences
 * that the map has not been fitted to.
 *
 * @param trait what was looked for
 * @param layer 0 for the embeddings, l for behind block l - 1
 * @param score accuracy for a class; for an amount R^2, which is below 0 if the map does worse than
 *     the mean
 * @param shuffled the same when the labels are dealt out among all positions at random, before the
 *     fit and for the test: what the method finds where there is nothing to find
 * @param chance what knowing the labels' frequencies alone would score: the share of the commonest
 *     class, or an R^2 of 0
 * @param fitted positions that the map was fitted to
 * @param tested positions that it was tested on
 */
public record ProbeScore(
    Trait trait, int layer, double score, double shuffled, double chance, int fitted, int tested) {}
