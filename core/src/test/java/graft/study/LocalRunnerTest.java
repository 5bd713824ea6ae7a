package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.engine.Engines;
import graft.training.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunnerTest {
  @TempDir Path folder;
  private Study study;
  private final LocalRunner runner = new LocalRunner("vector", 2);

  /** Remembers what it is told. */
  private static class Recorder implements StudyObserver {
    final List<String> started = Collections.synchronizedList(new ArrayList<>());
    final List<String> finished = Collections.synchronizedList(new ArrayList<>());
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    final List<Arrangement> arranged = new ArrayList<>();
    List<NodePlan> planned = List.of();

    @Override
    public void planned(List<NodePlan> nodes) {
      planned = nodes;
    }

    @Override
    public void arranged(Arrangement arrangement) {
      arranged.add(arrangement);
    }

    @Override
    public void started(NodePlan node, long step) {
      started.add(node.label());
    }

    @Override
    public void measured(NodePlan node, Measurement measurement) {}

    @Override
    public void finished(NodePlan node) {
      finished.add(node.label());
    }

    @Override
    public void warned(String message) {
      warnings.add(message);
    }
  }

  @BeforeEach
  void read() throws IOException {
    study = StudyReader.read(Studies.write(folder, Studies.SMALL));
  }

  private Store store(String name) {
    return Store.open(folder.resolve(name));
  }

  @Test
  void computesEachRunOnceAndNothingTheSecondTime() throws Exception {
    Recorder first = new Recorder();
    StudyResult result = runner.run(study, store("a"), first);
    assertThat(first.planned).hasSize(8);
    assertThat(first.started).hasSize(8).doesNotHaveDuplicates();
    assertThat(first.arranged).hasSize(1).first().matches(found -> found.trials() == 2);
    assertThat(result.computed()).isEqualTo(8);
    assertThat(result.rows()).hasSize(6);
    StudyResult.Row random = result.rows().getFirst();
    assertThat(random.paper()).isEqualTo(11.3);
    assertThat(random.values()).hasSize(2);
    double mean = (random.values().get(0) + random.values().get(1)) / 2;
    assertThat(random.mean()).isEqualTo(mean);
    Recorder second = new Recorder();
    StudyResult again = runner.run(study, store("a"), second);
    assertThat(second.started).isEmpty();
    assertThat(second.arranged).isEmpty();
    assertThat(again.computed()).isZero();
    assertThat(again.rows()).isEqualTo(result.rows());
  }

  @Test
  void threadsAndOrderChangeNoBit() throws Exception {
    runner.run(study, store("a"), new Recorder());
    new LocalRunner("vector", 1).run(study, store("b"), new Recorder());
    assertThat(weights("a")).isEqualTo(weights("b")).hasSize(8);
  }

  @Test
  void oneAtATimeGivesTheSameBits() throws Exception {
    runner.run(study, store("a"), new Recorder());
    AtomicInteger running = new AtomicInteger();
    Recorder recorder =
        new Recorder() {
          @Override
          public void started(NodePlan node, long step) {
            assertThat(running.incrementAndGet()).isEqualTo(1);
          }

          @Override
          public void finished(NodePlan node) {
            running.decrementAndGet();
          }
        };
    new LocalRunner(Engines.create("vector"), 2, 1L << 30, (waiting, trials, threads, alone) -> 0.5)
        .run(study, store("b"), recorder);
    assertThat(recorder.arranged)
        .singleElement()
        .matches(found -> found.trials() == 1 && found.threads() == 2 && found.gain() == 0.5);
    assertThat(weights("b")).isEqualTo(weights("a"));
  }

  @Test
  void anInterruptedStudyGoesOn() throws Exception {
    runner.run(study, store("a"), new Recorder());
    Recorder recorder = new Recorder();
    Thread thread = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    StudyObserver interrupting =
        new StudyObserver() {
          @Override
          public void finished(NodePlan node) {
            if (!interrupted.getAndSet(true)) {
              thread.interrupt();
            }
          }
        };
    assertThatThrownBy(() -> runner.run(study, store("b"), interrupting))
        .isInstanceOf(InterruptedException.class);
    StudyResult result = runner.run(study, store("b"), recorder);
    assertThat(result.computed()).isBetween(1, 7);
    assertThat(weights("b")).isEqualTo(weights("a"));
  }

  @Test
  void aChangedSettingRecomputesOnlyWhatItDetermines() throws Exception {
    runner.run(study, store("a"), new Recorder());
    Study changed =
        StudyReader.read(Studies.write(folder, Studies.SMALL.replace("steps: 40", "steps: 41")));
    Recorder recorder = new Recorder();
    runner.run(changed, store("a"), recorder);
    assertThat(recorder.started).hasSize(6).allMatch(label -> label.contains("recall"));
    Study further =
        StudyReader.read(Studies.write(folder, Studies.SMALL.replace("[1, 2]", "[1, 2, 3]")));
    Recorder third = new Recorder();
    runner.run(further, store("a"), third);
    assertThat(third.started).hasSize(4).allMatch(label -> label.contains("seed 3"));
  }

  @Test
  void aDamagedResultIsFoundNamedAndComputedAgain() throws Exception {
    runner.run(study, store("a"), new Recorder());
    Map<String, String> expected = weights("a");
    List<Path> results;
    try (Stream<Path> list = Files.list(folder.resolve("a/results"))) {
      results = list.sorted().toList();
    }
    byte[] bytes = Files.readAllBytes(results.get(0).resolve("weights.safetensors"));
    bytes[bytes.length - 3] ^= 1;
    Files.write(results.get(0).resolve("weights.safetensors"), bytes);
    Files.delete(results.get(1).resolve("metrics.jsonl"));
    Files.writeString(results.get(2).resolve("complete.json"), "{");
    Recorder recorder = new Recorder();
    runner.run(study, store("a"), recorder);
    assertThat(recorder.warnings).hasSize(3);
    assertThat(String.join("\n", recorder.warnings))
        .contains(results.get(0).getFileName() + " is damaged (weights.safetensors has changed")
        .contains(results.get(1).getFileName() + " is damaged (metrics.jsonl is missing")
        .contains(results.get(2).getFileName() + " is damaged (complete.json cannot be read");
    assertThat(weights("a")).isEqualTo(expected);
  }

  @Test
  void aDamagedCheckpointIsNamedAndItsRunStartsAnew() throws Exception {
    runner.run(study, store("a"), new Recorder());
    Plan.Node node = new Plan(study, "vector-2").nodes().iterator().next();
    Path work = Files.createDirectories(folder.resolve("b/work").resolve(node.id()));
    Files.writeString(work.resolve("checkpoint.safetensors"), "not a checkpoint");
    Files.writeString(work.resolve("metrics.jsonl"), "{\"step\":0}\n{\"st");
    Recorder recorder = new Recorder();
    runner.run(study, store("b"), recorder);
    assertThat(recorder.warnings).hasSize(1).first().asString().contains("checkpoint");
    assertThat(weights("b")).isEqualTo(weights("a"));
  }

  @Test
  void twoRunnersShareAStoreAndNothingIsLostOrDoubled() throws Exception {
    Recorder one = new Recorder();
    Recorder two = new Recorder();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Callable<StudyResult> a = () -> runner.run(study, store("a"), one);
      Callable<StudyResult> b = () -> new LocalRunner("vector", 2).run(study, store("a"), two);
      List<Future<StudyResult>> both = pool.invokeAll(List.of(a, b));
      assertThat(both.get(0).get().rows()).isEqualTo(both.get(1).get().rows());
    }
    List<String> started = new ArrayList<>(one.started);
    started.addAll(two.started);
    assertThat(started).hasSize(8).doesNotHaveDuplicates();
    assertThat(one.finished).hasSize(8);
    assertThat(two.finished).hasSize(8);
  }

  /** From vectors of bits to tokens, with either engine. */
  @Test
  void whatVectorsTaughtIsTransplanted() throws Exception {
    String text =
        Studies.SMALL
            .replace("{name: identity, vocabulary: 6, length: 4}", "{name: eca-vector, width: 6}")
            .replace(
                "take: [attention]", "take: [attention, mlp, ln, embedding], embedding: random")
            .replace("[1, 2]", "[1]");
    Study vectors = StudyReader.read(Studies.write(folder, text));
    for (String engine : Engines.names()) {
      StudyResult result = new LocalRunner(engine, 2).run(vectors, store(engine), new Recorder());
      assertThat(result.failures()).isEmpty();
      assertThat(result.computed()).isEqualTo(4);
      assertThat(result.rows()).allMatch(row -> row.seeds() == 1);
      // The losses of the three arms.
      assertThat(List.of(1, 3, 5))
          .extracting(row -> result.rows().get(row).mean())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aTrialThatDivergesIsNamedAndTheOthersGoOn() throws Exception {
    Study wild =
        StudyReader.read(
            Studies.write(
                folder,
                Studies.SMALL.replace(
                    "learningRate: 1e-2", "learningRate: 1000, clip: 0, schedule: constant")));
    StudyResult result = runner.run(wild, store("a"), new Recorder());
    StudyResult.Row random = result.rows().getFirst();
    assertThat(random.seeds()).isEqualTo(2);
    if (!result.failures().isEmpty()) {
      assertThat(result.failures()).allMatch(line -> line.contains("diverged"));
      assertThat(result.rows().get(2).seeds()).isLessThan(2);
    }
  }

  @Test
  void aStoreThatCannotBeUsedIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Store.open(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> Store.open(file.resolve("below")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be used");
  }

  /** SHA-256 of each result's weights, by recipe. */
  private Map<String, String> weights(String store) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder.resolve(store).resolve("results"))) {
      for (Path result : list.toList()) {
        String marker = Files.readString(result.resolve("complete.json"));
        int at = marker.indexOf("sha256", marker.indexOf("weights.safetensors"));
        hashes.put(result.getFileName().toString(), marker.substring(at, at + 80));
      }
    }
    return hashes;
  }
}
