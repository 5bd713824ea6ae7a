package graft.training;

import org.jspecify.annotations.Nullable;

/**
 * One line of a run's metrics, taken after {@code step} optimizer steps.
 *
 * @param step optimizer steps done
 * @param grade input length that a curriculum had reached, or the procedure's own (its padded
 *     length if it is not graded)
 * @param trainLoss mean training loss since the line before, NaN at step 0
 * @param loss held-out cross-entropy per counted prediction
 * @param accuracy share of the counted held-out predictions that are right, in [0, 1]
 * @param exact share of the held-out sequences whose counted predictions are all right, in [0, 1]
 * @param learningRate rate of the last step, 0 at step 0
 * @param generated share of the held-out sequences whose answer the model writes without a mistake
 *     (see {@link graft.procedure.Procedure#answerStart}), reading its own tokens, in [0, 1]; null
 *     except at the end of a run, and if the procedure asks nothing
 */
public record Measurement(
    long step,
    int grade,
    double trainLoss,
    double loss,
    double accuracy,
    double exact,
    double learningRate,
    @Nullable Double generated) {}
