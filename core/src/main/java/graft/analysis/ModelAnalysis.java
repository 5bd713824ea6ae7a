package graft.analysis;

import graft.model.GptConfig;
import java.util.List;

/**
 * What was found in a model.
 *
 * @param config its shape
 * @param untouched how it does as it is
 * @param heads what they attend to
 * @param zeroAblation by site, see {@link Effects#zeroAblation}
 * @param meanAblation by site, see {@link Effects#meanAblation}
 * @param probes by trait and layer; empty if none was asked for
 */
public record ModelAnalysis(
    GptConfig config,
    Outcome untouched,
    HeadScores heads,
    List<Effect> zeroAblation,
    List<Effect> meanAblation,
    List<ProbeScore> probes) {
  public ModelAnalysis {
    zeroAblation = List.copyOf(zeroAblation);
    meanAblation = List.copyOf(meanAblation);
    probes = List.copyOf(probes);
  }
}
