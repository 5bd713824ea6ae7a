package graft.app.web;

import graft.study.Outline;
import graft.study.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A study of brackets and automata, so that there are models whose sequences have pictures. */
final class Pictures {
  private Pictures() {}

  /** Computes it. */
  static void compute(Fixture web) throws IOException, InterruptedException {
    Files.writeString(
        file(web),
        """
        study: pictures
        question: What do models of brackets and automata expect?
        seeds: 1
        model: {layers: 2, heads: 4, width: 16}
        pretrain:
          brackets:
            procedure: {name: k-dyck, k: 4, length: 32}
            training: {steps: 400, batch: 16, learningRate: 0.003, evaluateEvery: 100, heldOut: 32}
          automaton:
            procedure: {name: eca, width: 12, rows: 6}
            training: {steps: 400, batch: 16, learningRate: 0.003, evaluateEvery: 100, heldOut: 32}
        arms:
          random: {take: nothing}
          attention: {take: attention}
        tasks:
          recall:
            procedure: {name: haystack, pairs: 12}
            training: {steps: 60, batch: 8, evaluateEvery: 30, heldOut: 32}
        """);
    web.compute("pictures");
  }

  private static Path file(Fixture web) {
    return web.studies().resolve("pictures.yaml");
  }

  /** The name of the result that is called so. */
  static String id(Fixture web, String label) {
    return Outline.of(StudyReader.read(file(web)), Fixture.ARITHMETIC).runs().values().stream()
        .filter(run -> run.label().equals(label))
        .findFirst()
        .orElseThrow()
        .id();
  }

  static String brackets(Fixture web) {
    return id(web, "pretrain brackets, seed 1");
  }

  static String automaton(Fixture web) {
    return id(web, "pretrain automaton, seed 1");
  }
}
