package graft.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A study small enough for tests: two seeds, three arms, a second or so. */
public final class Studies {
  /** Its text. */
  public static final String SMALL =
      """
      study: small
      question: Does it run?
      seeds: [1, 2]
      model: {layers: 1, heads: 2, width: 8}
      pretrain:
        copy:
          procedure: {name: identity, vocabulary: 6, length: 4}
          tied: false
          training: {steps: 30, batch: 8, learningRate: 1e-2, warmup: 5, heldOut: 20, evaluateEvery: 10}
      arms:
        random: {take: nothing}
        full: {take: all, embedding: average}
        attention: {take: [attention]}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 3}
          positions: 12
          training:
            steps: 40
            batch: 16
            warmup: 5
            heldOut: 40
            evaluateEvery: 20
      metrics: [accuracy, loss]
      published:
        - {arm: random, task: recall, value: 11.3}
      """;

  private Studies() {}

  /** Writes a study file. */
  static Path write(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("study.yaml"), text);
  }
}
