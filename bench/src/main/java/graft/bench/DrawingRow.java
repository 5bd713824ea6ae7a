package graft.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Drawing} measured of one procedure with its defaults.
 *
 * @param procedure its name
 * @param settings as text
 * @param threads that draw, each from a source of its own
 * @param millionTokensPerSecond of all threads, in memory, without padding; the median round
 * @param millionTokensPerSecondWorst the slowest round
 * @param examplesPerSecond of all threads, in the median round
 * @param shareOfStep of a training step of shape {@code haystack_30} with as many threads, the time
 *     that one thread takes to draw its batch; null for other procedures
 */
@JsonPropertyOrder({
  "procedure",
  "settings",
  "threads",
  "millionTokensPerSecond",
  "millionTokensPerSecondWorst",
  "examplesPerSecond",
  "shareOfStep"
})
record DrawingRow(
    String procedure,
    String settings,
    int threads,
    double millionTokensPerSecond,
    double millionTokensPerSecondWorst,
    double examplesPerSecond,
    @Nullable Double shareOfStep) {}
