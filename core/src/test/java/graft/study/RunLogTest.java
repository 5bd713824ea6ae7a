package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Engines;
import graft.training.Measurement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's diary says of its course. */
class RunLogTest {
  private static final String STUDY =
      """
      study: diary
      question: What happened?
      seeds: [1]
      model: {layers: 1, heads: 2, width: 8}
      pretrain:
        copy:
          procedure: {name: curriculum, of: {name: identity, vocabulary: 6, length: 4}, from: 2, step: 2, mastery: 0.01}
          training: {steps: 30, batch: 8, warmup: 5, heldOut: 20, evaluateEvery: 10}
      arms:
        attention: {take: attention}
      tasks:
        recall:
          procedure: {name: haystack, pairs: 3}
          training: {steps: 2000, batch: 16, warmup: 5, heldOut: 40, evaluateEvery: 10, stopAt: 1}
      """;

  private static final String MOMENT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ";

  @TempDir Path folder;

  private final LocalRunner runner = new LocalRunner("vector", 1);

  private List<String> log(Study study, Store store, String label) {
    return Outline.of(study, Engines.create("vector").arithmetic()).runs().values().stream()
        .filter(run -> run.label().contains(label))
        .map(run -> RunLog.read(store, run.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsLengthsAnInterruptAndTheEnd() throws Exception {
    Study study = StudyReader.read(Studies.write(folder, STUDY));
    Store store = Store.open(folder.resolve("store"));
    assertThat(log(study, store, "copy")).isEmpty();
    Thread thread = Thread.currentThread();
    StudyObserver interrupting =
        new StudyObserver() {
          @Override
          public void measured(NodePlan node, Measurement measurement) {
            if (node.label().contains("recall") && measurement.step() == 50) {
              thread.interrupt();
            }
          }
        };
    assertThatThrownBy(() -> runner.run(study, store, interrupting))
        .isInstanceOf(InterruptedException.class);
    List<String> copy = log(study, store, "copy");
    assertThat(copy).hasSize(3).allMatch(line -> line.matches(MOMENT + ".+"));
    assertThat(copy.get(0)).contains("study 'diary', graft ", "vector", "1 thread, process ");
    assertThat(copy.get(1)).contains("input length 4 after step 10");
    assertThat(copy.get(2)).endsWith("finished with its last step, 30");
    assertThat(log(study, store, "recall").getLast()).endsWith("stopped; its checkpoint is kept");
    runner.run(study, store, new StudyObserver() {});
    List<String> recall = log(study, store, "recall");
    assertThat(recall).hasSizeBetween(5, 6);
    assertThat(recall.get(3)).containsPattern("goes on from step \\d+$");
    assertThat(recall.getLast()).contains("finished ");
  }

  @Test
  void saysWhyARunStoppedEarly() throws Exception {
    Study study =
        StudyReader.read(Studies.write(folder, STUDY.replace("stopAt: 1}", "stopAt: 1e-9}")));
    Store store = Store.open(folder.resolve("store"));
    runner.run(study, store, new StudyObserver() {});
    assertThat(log(study, store, "recall").getLast())
        .containsPattern("finished early, at step \\d+: accuracy 0\\.\\d+ reached stopAt 1\\.0E-9");
  }
}
