package graft.app.report;

import graft.procedure.Procedure;

/**
 * What an analysis was made of.
 *
 * @param model as the user named it
 * @param other as the user named it; empty if there is none
 * @param procedure whose held-out examples are the samples
 * @param seed of the examples
 * @param samples how many
 * @param predictions of all samples that count
 */
public record AnalysisHead(
    String model, String other, Procedure procedure, long seed, int samples, int predictions) {}
