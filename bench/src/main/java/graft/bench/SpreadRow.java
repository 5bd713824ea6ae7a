package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one process of {@link Spread} measured.
 *
 * @param shape name of the shape
 * @param threads of Graft's engine
 * @param process its number, from 1
 * @param msPerStep milliseconds per training step in steady state, median
 * @param secondsToSpeed from the start of the process to 90 % of steady speed
 * @param steps trained
 * @param loss of the probe weights, the same for all processes
 * @param settings what the engine is
 */
@JsonPropertyOrder({
  "shape",
  "threads",
  "process",
  "msPerStep",
  "secondsToSpeed",
  "steps",
  "loss",
  "settings"
})
record SpreadRow(
    String shape,
    int threads,
    int process,
    double msPerStep,
    double secondsToSpeed,
    int steps,
    double loss,
    String settings) {}
