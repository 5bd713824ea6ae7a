package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.analysis.HeadScores;
import graft.analysis.InstrumentedModel;
import graft.analysis.Sample;
import graft.study.Reception.Outcome;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small study whose models are looked into. */
class AnalysesTest {
  private static final String ARITHMETIC = "vector-2";

  private static final String ANALYZE =
      """
      analyze:
        samples: 8
        heads: true
        probes: true
        similarity: true
        patching: true
      """;

  @TempDir static Path shared;
  private static Study study;
  private static Store trained;

  @TempDir Path folder;
  private Store store;
  private final Watch watch = new Watch();

  /** Remembers what is computed. */
  private static final class Watch implements StudyObserver {
    final List<String> planned = new ArrayList<>();
    final List<String> started = new ArrayList<>();
    final List<String> finished = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    int stopAfter = Integer.MAX_VALUE;

    @Override
    public void planned(List<NodePlan> nodes) {
      nodes.stream().filter(node -> !node.done()).map(NodePlan::label).forEach(planned::add);
    }

    @Override
    public void started(NodePlan node, long step) {
      started.add(node.label());
      if (started.size() > stopAfter) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void finished(NodePlan node) {
      finished.add(node.label());
    }

    @Override
    public void warned(String message) {
      warnings.add(message);
    }
  }

  @BeforeAll
  static void train() throws Exception {
    String plain = Studies.SMALL.replace("[1, 2]", "[1]");
    study = StudyReader.read(Studies.write(shared, plain + ANALYZE));
    trained = Store.open(shared.resolve("trained"));
    Study unseen = StudyReader.read(Studies.write(shared, plain));
    new LocalRunner("vector", 2).run(unseen, trained, new StudyObserver() {});
  }

  @BeforeEach
  void copy() throws IOException {
    store = Store.open(folder.resolve("store"));
    new Intake(store, w -> {}).take(Archive.open(trained.root()).results());
  }

  private StudyResult run(int cores, StudyObserver observer) throws Exception {
    return new LocalRunner("vector", cores).run(study, store, observer);
  }

  private List<StudyAnalysis> analyses() {
    return StoredStudy.read(study, ARITHMETIC, store).analyses();
  }

  private Map<String, JsonNode> found() throws IOException {
    Map<String, JsonNode> found = new TreeMap<>();
    for (Path file : store.analyses()) {
      JsonNode json = new ObjectMapper().readTree(Files.readString(file));
      found.put(file.getFileName().toString(), json.path("findings"));
    }
    return found;
  }

  @Test
  void looksAtEveryModelOnceAndNeverAgain() throws Exception {
    StudyResult result = run(2, watch);
    assertThat(watch.started).containsExactlyElementsOf(watch.planned).doesNotHaveDuplicates();
    assertThat(watch.finished).isEqualTo(watch.started);
    assertThat(watch.planned)
        .contains(
            "analyze heads: copy, seed 1",
            "analyze heads: random > recall, seed 1",
            "analyze probes: copy attention > recall, seed 1",
            "analyze similarity: copy full > recall with random > recall, seed 1",
            "analyze similarity: copy with copy full > recall, seed 1",
            "analyze similarity: copy with random > recall, seed 1",
            "analyze patching: copy full > recall with random > recall, seed 1")
        // 4 models with heads and probes each, 2 pairs with the baseline twice, 3 with the donor.
        .hasSize(15);
    assertThat(result.computed()).isZero();
    assertThat(result.failures()).isEmpty();
    assertThat(result.analyses()).isEqualTo(new StudyResult.Analyses(15, 15, 15));
    Watch again = new Watch();
    assertThat(run(2, again).analyses()).isEqualTo(new StudyResult.Analyses(15, 15, 0));
    assertThat(again.planned).isEmpty();
    assertThat(folder.resolve("store/work")).isEmptyDirectory();
  }

  @Test
  void threadsChangeNoBit() throws Exception {
    run(1, watch);
    Map<String, JsonNode> one = found();
    for (Path file : store.analyses()) {
      Files.delete(file);
    }
    run(3, watch);
    assertThat(found()).isEqualTo(one).hasSize(15);
  }

  @Test
  void whatIsReadIsWhatWasFound() throws Exception {
    run(2, watch);
    StudyAnalysis heads = analyses().getFirst();
    assertThat(heads.label()).isEqualTo("analyze heads: copy, seed 1");
    Result donor = Objects.requireNonNull(store.find(heads.model()));
    InstrumentedModel model = new InstrumentedModel(donor.weights());
    List<Sample> samples = Sample.heldOut(heads.procedure(), 1, 8);
    assertThat(heads.findings()).isEqualTo(new Findings.Heads(HeadScores.of(model, samples)));
    for (StudyAnalysis one : analyses()) {
      Findings findings = Objects.requireNonNull(one.findings());
      assertThat(FindingsJson.read(one.kind(), FindingsJson.of(findings))).isEqualTo(findings);
    }
  }

  @Test
  void aModelAgainstItsDonorReadsWhatBothCan() throws Exception {
    List<StudyAnalysis> lineage =
        analyses().stream()
            .filter(one -> one.kind() == AnalysisKind.SIMILARITY && one.subject().isDonor())
            .toList();
    // The donor has 8 tokens and the task has more.
    assertThat(lineage).hasSize(3).allMatch(one -> one.procedure().name().equals("identity"));
  }

  @Test
  void goesOnWithWhatIsMissing() throws Exception {
    watch.stopAfter = 6;
    assertThatThrownBy(() -> run(2, watch)).isInstanceOf(InterruptedException.class);
    int done = store.analyses().size();
    assertThat(done).isBetween(6, 7);
    assertThat(analyses()).filteredOn(one -> one.findings() != null).hasSize(done);
    Watch rest = new Watch();
    run(2, rest);
    assertThat(rest.started).hasSize(15 - done).isEqualTo(rest.planned);
    assertThat(store.analyses()).hasSize(15);
  }

  @Test
  void aDamagedOneIsMadeAgain() throws Exception {
    run(2, watch);
    Map<String, JsonNode> before = found();
    Path file = store.analyses().get(3);
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"samples\" : 8", "\"samples\" : 9"));
    Path cut = store.analyses().get(4);
    Files.writeString(cut, Files.readString(cut).substring(0, 200));
    Watch again = new Watch();
    assertThat(run(2, again).analyses().computed()).isEqualTo(2);
    assertThat(again.warnings).hasSize(2).allMatch(text -> text.contains("made again"));
    assertThat(found()).isEqualTo(before);
  }

  @Test
  void anotherProcessMayBeAtIt() throws Exception {
    StudyAnalysis first = analyses().getFirst();
    try (FileLock lock = Objects.requireNonNull(store.lock(first.id()))) {
      Thread other =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      Thread.sleep(100);
                      lock.release();
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      run(2, watch);
      other.join();
    }
    assertThat(watch.started).hasSize(15).last().isEqualTo(first.label());
  }

  @Test
  void withoutItsModelNothingIsSaid() throws Exception {
    Store empty = Store.open(folder.resolve("empty"));
    StoredStudy stored = StoredStudy.read(study, ARITHMETIC, empty);
    assertThat(stored.result().failures()).isEmpty();
    assertThat(stored.result().analyses()).isEqualTo(new StudyResult.Analyses(15, 0, 0));
    assertThat(AnalysisRow.all(stored.analyses())).isEmpty();
  }

  @Test
  void aFailureIsRememberedAndTriedAgain() throws Exception {
    // Sixteen sequences: enough to hold out eight, not 128.
    String few =
        Studies.SMALL
            .replace("[1, 2]", "[1]")
            .replace("vocabulary: 6, length: 4", "vocabulary: 3, length: 4")
            .replace("heldOut: 20", "heldOut: 8");
    Study small = StudyReader.read(Studies.write(folder, few + "analyze: {heads: true}\n"));
    LocalRunner runner = new LocalRunner("vector", 2);
    StudyResult result = runner.run(small, store, watch);
    assertThat(result.failures())
        .singleElement()
        .asString()
        .startsWith("analyze heads: copy, seed 1: the space of identity");
    assertThat(result.analyses()).isEqualTo(new StudyResult.Analyses(4, 3, 3));
    StoredStudy stored = StoredStudy.read(small, ARITHMETIC, store);
    assertThat(stored.result().failures()).isEqualTo(result.failures());
    assertThat(stored.analyses().getFirst().failure()).startsWith("the space of identity");
    assertThat(runner.run(small, store, watch).failures()).isEqualTo(result.failures());
  }

  @Test
  void theyTravelWithTheResults() throws Exception {
    run(2, watch);
    Path zip = folder.resolve("all.zip");
    Archive.write(
        StoredStudy.results(study, ARITHMETIC, store),
        StoredStudy.analyses(study, ARITHMETIC, store),
        zip);
    Store other = Store.open(folder.resolve("other"));
    try (Archive archive = Archive.open(zip)) {
      new Intake(other, w -> {}).take(archive.results());
      AnalysisIntake intake = new AnalysisIntake(other, w -> {});
      assertThat(intake.take(archive.analyses()))
          .hasSize(15)
          .allMatch(r -> r.outcome() == Outcome.NEW);
      assertThat(intake.take(archive.analyses()))
          .hasSize(15)
          .allMatch(r -> r.outcome() == Outcome.KNOWN);
    }
    assertThat(StoredStudy.read(study, ARITHMETIC, other))
        .isEqualTo(StoredStudy.read(study, ARITHMETIC, store));
    Path changed = folder.resolve(store.analyses().getFirst().getFileName().toString());
    Files.writeString(
        changed,
        Files.readString(store.analyses().getFirst())
            .replaceFirst("\"samples\" : 8", "\"samples\" : 9"));
    assertThat(
            new AnalysisIntake(Store.open(folder.resolve("third")), w -> {}).take(List.of(changed)))
        .singleElement()
        .matches(r -> r.outcome() == Outcome.REFUSED && r.remark().contains("another analysis"));
  }
}
