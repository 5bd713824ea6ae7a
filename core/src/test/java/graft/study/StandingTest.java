package graft.study;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Engines;
import graft.study.Standing.Names;
import graft.study.Standing.State;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of a study without reading a result. */
class StandingTest {
  private static final String LINE =
      "{\"step\":%d,\"grade\":4,\"trainLoss\":null,\"loss\":1.5,\"accuracy\":0.25,\"exact\":0.0,"
          + "\"learningRate\":0.001}\n";

  @TempDir Path folder;
  private Outline outline;
  private Store store;
  private List<String> ids;

  @BeforeEach
  void read() throws Exception {
    Study study = StudyReader.read(Studies.write(folder, Studies.SMALL));
    outline = Outline.of(study, Engines.create("vector").arithmetic());
    store = Store.open(folder.resolve("store"));
    ids = List.copyOf(outline.runs().keySet());
  }

  private Standing standing() {
    return Standing.of(outline, Names.of(store), store);
  }

  private Path begun(String id, String metrics) throws Exception {
    Path work = Files.createDirectories(store.root().resolve("work").resolve(id));
    Files.writeString(work.resolve("metrics.jsonl"), metrics);
    return work;
  }

  @Test
  void anOutlineHasEveryRunAndTrial() {
    assertThat(outline.runs()).hasSize(8);
    assertThat(outline.trials()).hasSize(6);
    assertThat(outline.ids())
        .containsAll(outline.trials().stream().map(Outline.Trial::run).toList());
    Outline.Trial first = outline.trials().getFirst();
    assertThat(first)
        .extracting(Outline.Trial::arm, Outline.Trial::seed)
        .containsExactly("random", 1L);
    for (Outline.Run run : outline.runs().values()) {
      assertThat(Recipe.id(run.recipe())).isEqualTo(run.id());
    }
    assertThat(outline.run("nothing")).isNull();
  }

  @Test
  void anEmptyStoreHasNothing() {
    assertThat(standing().count(State.WAITING)).isEqualTo(8);
  }

  @Test
  void analysesAreCountedBesideTheRuns() throws Exception {
    Study study =
        StudyReader.read(Studies.write(folder, Studies.SMALL + "analyze: {heads: true}\n"));
    Outline looks = Outline.of(study, Engines.create("vector").arithmetic());
    List<String> analyses = looks.analyses().stream().sorted().toList();
    assertThat(analyses).hasSize(8);
    Files.createDirectories(store.results(ids.get(0)));
    Files.createDirectories(store.root().resolve("analyses"));
    Files.writeString(store.analysis(analyses.get(0)), "");
    Files.createDirectories(store.root().resolve("failed"));
    Files.writeString(store.failed(analyses.get(1)), "{\"reason\":\"too short\"}");
    Standing standing = Standing.of(looks, Names.of(store), store);
    assertThat(standing.planned()).isEqualTo(16);
    assertThat(standing.done()).isEqualTo(2);
    assertThat(standing.analysesFailed()).isEqualTo(1);
    assertThat(standing.count(State.FAILED)).isZero();
  }

  @Test
  void statesFollowTheFolders() throws Exception {
    Files.createDirectories(store.results(ids.get(0)));
    begun(ids.get(1), "");
    begun(ids.get(2), "");
    Files.createDirectories(store.root().resolve("failed"));
    Files.writeString(store.failed(ids.get(3)), "{\"reason\":\"it diverged\"}");
    begun(ids.get(4), "");
    Files.writeString(store.failed(ids.get(4)), "{\"reason\":\"it diverged\"}");
    try (FileLock lock = store.lock(ids.get(2))) {
      assertThat(lock).isNotNull();
      assertThat(WorkFolder.isTaken(store, ids.get(2))).isTrue();
      assertThat(standing().states().values())
          .containsExactly(
              State.FINISHED,
              State.STOPPED,
              State.RUNNING,
              State.FAILED,
              State.FAILED,
              State.WAITING,
              State.WAITING,
              State.WAITING);
    }
    assertThat(standing().ids(State.STOPPED)).containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    assertThat(Standing.failure(store, ids.get(3))).isEqualTo("it diverged");
    assertThat(Standing.failure(store, ids.get(0))).isEmpty();
  }

  @Test
  void lookingTakesNoLock() throws Exception {
    begun(ids.getFirst(), "");
    assertThat(WorkFolder.isTaken(store, ids.getFirst())).isFalse();
    try (FileLock lock = store.lock(ids.getFirst())) {
      assertThat(lock).as("free after somebody looked").isNotNull();
    }
  }

  @Test
  void whatIsMeasuredSoFarIsRead() throws Exception {
    String trial = outline.trials().getFirst().run();
    begun(trial, LINE.formatted(0) + LINE.formatted(20) + "{\"step\":40,\"gra");
    assertThat(WorkFolder.measurements(store, trial)).hasSize(2);
    List<Curve> curves = outline.unfinished(Set.of(trial), store);
    assertThat(curves).singleElement().matches(curve -> curve.arm().equals("random"));
    assertThat(curves.getFirst().points().getLast().step()).isEqualTo(20);
    assertThat(curves.getFirst().points().getLast().value("accuracy")).isEqualTo(25);
    assertThat(WorkFolder.measurements(store, ids.getFirst())).isEmpty();
    begun(trial, "no measurement\n");
    assertThat(WorkFolder.measurements(store, trial)).isEmpty();
  }
}
