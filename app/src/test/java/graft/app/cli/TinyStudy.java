package graft.app.cli;

/** A study that takes no time: two seeds, two arms, six training runs. */
final class TinyStudy {
  /** Its file. */
  static final String YAML =
      """
      study: tiny
      seeds: 2
      model: {layers: 1, heads: 1, width: 4}
      pretrain:
        copy:
          procedure: {name: identity, vocabulary: 6, length: 4}
          training: {steps: 6, batch: 4, warmup: 1, heldOut: 8, evaluateEvery: 2}
      arms:
        random: {take: nothing}
        attention: {take: attention}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 2}
          positions: 12
          training: {steps: 4, batch: 4, warmup: 1, heldOut: 8, evaluateEvery: 2}
      """;

  private TinyStudy() {}
}
