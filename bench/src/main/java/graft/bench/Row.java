package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one engine on one shape. The first keys are a contract; new ones may be
 * added.
 *
 * @param shape name of the shape
 * @param engine name of the engine
 * @param threads that it used
 * @param msPerStep milliseconds per training step, median
 * @param msPerStepP10 a tenth of the steps took no longer
 * @param msPerStepP90 nine tenths of the steps took no longer
 * @param sequencesPerSecond batch over median time
 * @param gflops billions of operations per second, counting only those of {@link Work}
 * @param peakGflops fused multiply-adds that the same number of threads managed in the same run
 * @param shareOfPeak the one over the other
 * @param bytesPerStep allocated by Graft in steady state; null for libtorch, whose memory the JVM
 *     does not see
 * @param ratioToGraft time over Graft's with as many threads (or the next fewer) in the same run;
 *     null without Graft
 * @param steps timed
 * @param loss of the probe weights, the same for all engines
 * @param settings what the engine is and what was chosen for it
 */
@JsonPropertyOrder({
  "shape",
  "engine",
  "threads",
  "msPerStep",
  "msPerStepP10",
  "msPerStepP90",
  "sequencesPerSecond",
  "gflops",
  "peakGflops",
  "shareOfPeak",
  "bytesPerStep",
  "ratioToGraft",
  "steps",
  "loss",
  "settings"
})
record Row(
    String shape,
    String engine,
    int threads,
    double msPerStep,
    double msPerStepP10,
    double msPerStepP90,
    double sequencesPerSecond,
    double gflops,
    double peakGflops,
    double shareOfPeak,
    @Nullable Long bytesPerStep,
    @Nullable Double ratioToGraft,
    int steps,
    double loss,
    String settings) {}
