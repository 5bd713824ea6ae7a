package graft.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the processes of one {@link Spread} have in common.
 *
 * @param shape name of the shape
 * @param threads of Graft's engine
 * @param processes how many there were
 * @param msPerStep the median of their milliseconds per step
 * @param msPerStepBest the least
 * @param msPerStepWorst the most
 * @param secondsToSpeed the median of their seconds from start to 90 % of steady speed
 * @param secondsToSpeedWorst the most
 */
record SpreadSummary(
    String shape,
    int threads,
    int processes,
    double msPerStep,
    double msPerStepBest,
    double msPerStepWorst,
    double secondsToSpeed,
    double secondsToSpeedWorst) {

  /** Of rows of one shape and number of threads; there must be one. */
  static SpreadSummary of(List<SpreadRow> rows) {
    return new SpreadSummary(
        rows.getFirst().shape(),
        rows.getFirst().threads(),
        rows.size(),
        quantile(rows, SpreadRow::msPerStep, 0.5),
        quantile(rows, SpreadRow::msPerStep, 0),
        quantile(rows, SpreadRow::msPerStep, 1),
        quantile(rows, SpreadRow::secondsToSpeed, 0.5),
        quantile(rows, SpreadRow::secondsToSpeed, 1));
  }

  /** The slowest process's time over the fastest's. */
  double worstOverBest() {
    return msPerStepWorst / msPerStepBest;
  }

  private static double quantile(
      List<SpreadRow> rows, ToDoubleFunction<SpreadRow> value, double share) {
    return Lane.quantile(rows.stream().map(value::applyAsDouble).toList(), share);
  }
}
