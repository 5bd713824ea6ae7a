package graft.analysis;

import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The attention of every head of a model on the same samples.
 *
 * @param heads by layer and head
 * @param uniform what a head would score that attends to all tokens alike: the level of chance
 */
public record HeadScores(List<List<AttentionScores>> heads, AttentionScores uniform) {
  public HeadScores {
    heads = heads.stream().map(List::copyOf).toList();
  }

  /**
   * Looks at a model.
   *
   * @param samples at least one
   * @throws IllegalArgumentException if a sample does not fit the model
   */
  public static HeadScores of(InstrumentedModel model, List<Sample> samples) {
    GptConfig config = model.config();
    List<List<AttentionTally>> parts =
        samples.parallelStream().map(sample -> tallies(model, sample)).toList();
    List<AttentionScores> all = new ArrayList<>();
    for (int i = 0; i <= config.layers() * config.heads(); i++) {
      AttentionTally sum = new AttentionTally();
      for (List<AttentionTally> part : parts) {
        sum.add(part.get(i));
      }
      all.add(sum.scores());
    }
    List<List<AttentionScores>> heads = new ArrayList<>();
    for (int layer = 0; layer < config.layers(); layer++) {
      heads.add(all.subList(layer * config.heads(), (layer + 1) * config.heads()));
    }
    return new HeadScores(heads, all.getLast());
  }

  /** One tally per head, and last that of uniform attention. */
  private static List<AttentionTally> tallies(InstrumentedModel model, Sample sample) {
    Recording recording = model.record(sample.input());
    List<AttentionTally> tallies = new ArrayList<>();
    for (int layer = 0; layer < model.config().layers(); layer++) {
      for (int head = 0; head < model.config().heads(); head++) {
        int l = layer;
        int h = head;
        tallies.add(tally(sample, (query, key) -> recording.probability(l, h, query, key)));
      }
    }
    tallies.add(tally(sample, (query, key) -> 1.0 / (query + 1)));
    return tallies;
  }

  private static AttentionTally tally(Sample sample, AttentionTally.Pattern pattern) {
    AttentionTally tally = new AttentionTally();
    tally.add(sample, pattern);
    return tally;
  }
}
