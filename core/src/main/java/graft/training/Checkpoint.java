package graft.training;

/**
 * Everything a run needs to go on as if it had never stopped. Random numbers need no state: every
 * draw is numbered by the step.
 *
 * @param step optimizer steps done
 * @param grade input length that a curriculum has reached, 0 for a procedure without grades
 * @param bestLoss lowest held-out loss so far at this grade
 * @param stale evaluations since then
 * @param lossSum sum of the training losses since the last evaluation
 * @param lossCount how many of them
 * @param weights flat array of the model
 * @param firstMoment AdamW's, laid out like the weights
 * @param secondMoment AdamW's, laid out like the weights
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Shared with the optimizer on purpose: copies would double the memory.
public record Checkpoint(
    long step,
    int grade,
    double bestLoss,
    int stale,
    double lossSum,
    long lossCount,
    float[] weights,
    float[] firstMoment,
    float[] secondMoment) {}
