package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graft.study.Reception.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results from one store to another, good and bad ones. */
class IntakeTest {
  private static final String ARITHMETIC = "vector-2";

  @TempDir static Path shared;
  private static Study study;
  private static Store origin;
  private static List<Result> results;

  @TempDir Path folder;
  private Store store;
  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void compute() throws Exception {
    study = StudyReader.read(Studies.write(shared, Studies.SMALL.replace("[1, 2]", "[1]")));
    origin = Store.open(shared.resolve("origin"));
    new LocalRunner("vector", 2).run(study, origin, new StudyObserver() {});
    results = StoredStudy.results(study, ARITHMETIC, origin);
  }

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("store"));
  }

  private List<Reception> take(Path... folders) {
    return new Intake(store, warnings::add).take(List.of(folders));
  }

  private List<Reception> take(Archive archive) throws IOException {
    try (archive) {
      return new Intake(store, warnings::add).take(archive.results());
    }
  }

  /** A copy of the first result, under a name. */
  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("offer/results").resolve(name));
    for (String file : Archive.FILES) {
      Files.copy(results.getFirst().folder().resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private Path copy() throws IOException {
    return copy(id());
  }

  private static String id() {
    return results.getFirst().id();
  }

  private void assertRefused(Path offered, String remark) throws IOException {
    Reception reception = take(offered).getFirst();
    assertThat(reception.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reception.remark()).contains(remark);
    assertThat(store.ids()).isEmpty();
    assertThat(folder.resolve("store/work")).isEmptyDirectory();
  }

  @Test
  void aStoreIsTakenOverWhole() throws Exception {
    List<Reception> first = take(Archive.open(origin.root()));
    assertThat(first).hasSize(4).allMatch(r -> r.outcome() == Outcome.NEW && r.remark().isEmpty());
    assertThat(first).extracting(Reception::id).isSorted().containsAll(origin.ids());
    assertThat(StoredStudy.read(study, ARITHMETIC, store))
        .isEqualTo(StoredStudy.read(study, ARITHMETIC, origin));
    assertThat(take(Archive.open(origin.root())))
        .allMatch(r -> r.outcome() == Outcome.KNOWN && r.remark().isEmpty());
    assertThat(folder.resolve("store/work")).isEmptyDirectory();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aZipFileCarriesTheSame() throws Exception {
    Path zip = folder.resolve("results.zip");
    Archive.write(results, List.of(), zip);
    byte[] bytes = Files.readAllBytes(zip);
    Archive.write(results.reversed(), List.of(), zip);
    assertThat(zip).hasBinaryContent(bytes);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    assertThat(take(Archive.open(zip))).hasSize(4).allMatch(r -> r.outcome() == Outcome.NEW);
    assertThat(take(Archive.open(zip))).hasSize(4).allMatch(r -> r.outcome() == Outcome.KNOWN);
    assertThat(StoredStudy.read(study, ARITHMETIC, store))
        .isEqualTo(StoredStudy.read(study, ARITHMETIC, origin));
  }

  @Test
  void aByteThatChangedOnTheWayIsFound() throws Exception {
    Path offered = copy();
    byte[] bytes = Files.readAllBytes(offered.resolve(Result.WEIGHTS));
    bytes[bytes.length - 3] ^= 1;
    Files.write(offered.resolve(Result.WEIGHTS), bytes);
    assertRefused(offered, "weights.safetensors has changed since it was written");
  }

  @Test
  void aByteThatChangedInsideAZipFileIsFound() throws Exception {
    Path zip = folder.resolve("results.zip");
    Archive.write(results.subList(0, 1), List.of(), zip);
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(zip, bytes);
    assertThat(take(Archive.open(zip)))
        .singleElement()
        .matches(reception -> reception.outcome() == Outcome.REFUSED);
    assertThat(store.ids()).isEmpty();
  }

  @Test
  void whatIsNotWholeIsRefused() throws Exception {
    Path offered = copy();
    Files.delete(offered.resolve(Marker.NAME));
    assertRefused(offered, "complete.json is missing");
    assertRefused(copy("0123"), "its name is not the hash of a recipe");
    Path other = copy("00000000000000000000");
    assertRefused(other, "recipe.json is another recipe, " + id());
  }

  @Test
  void aMarkerThatFitsDoesNotHideAnotherRecipe() throws Exception {
    Path offered = copy();
    Path recipe = offered.resolve(Result.RECIPE);
    Files.writeString(recipe, Files.readString(recipe).replace("\"seed\" : 1", "\"seed\" : 2"));
    Marker.write(offered);
    assertRefused(offered, "recipe.json is another recipe, ");
    Files.copy(
        results.getFirst().folder().resolve(Result.RECIPE),
        recipe,
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        results.getLast().folder().resolve(Result.WEIGHTS),
        offered.resolve(Result.WEIGHTS),
        StandardCopyOption.REPLACE_EXISTING);
    Marker.write(offered);
    assertRefused(offered, "weights.safetensors belongs to another recipe");
  }

  @Test
  void whatNoReportCouldReadIsRefused() throws Exception {
    Path offered = copy();
    Files.writeString(offered.resolve(Result.METRICS), "{}\n");
    Marker.write(offered);
    assertRefused(offered, "it cannot be read: ");
    Files.writeString(offered.resolve(Result.METRICS), "");
    Marker.write(offered);
    assertRefused(offered, "metrics.jsonl holds no measurement");
    Files.writeString(offered.resolve(Result.RECIPE), " ".repeat(1 << 21));
    assertRefused(offered, "recipe.json has 2097152 bytes");
  }

  @Test
  void aWholeResultIsNeverReplaced() throws Exception {
    take(results.getFirst().folder());
    Path offered = copy();
    Files.copy(
        results.getLast().folder().resolve(Result.WEIGHTS),
        offered.resolve(Result.WEIGHTS),
        StandardCopyOption.REPLACE_EXISTING);
    Marker.write(offered);
    assertThat(take(offered))
        .containsExactly(
            new Reception(
                id(), Outcome.KNOWN, "its weights differ from the store's, which are kept"));
    assertThat(folder.resolve("store/results").resolve(id()).resolve(Result.WEIGHTS))
        .hasSameBinaryContentAs(results.getFirst().folder().resolve(Result.WEIGHTS));
  }

  @Test
  void aDamagedResultIsPutAsideAndReplaced() throws Exception {
    take(results.getFirst().folder());
    Files.delete(folder.resolve("store/results").resolve(id()).resolve(Result.METRICS));
    assertThat(take(results.getFirst().folder()))
        .containsExactly(new Reception(id(), Outcome.NEW, ""));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("metrics.jsonl is missing", "replaced");
    assertThat(store.find(id())).isNotNull();
    assertThat(folder.resolve("store/damaged")).isNotEmptyDirectory();
  }

  @Test
  void whatIsBeingComputedIsLeftAlone() throws Exception {
    Recipe.Trained recipe = new Plan(study, ARITHMETIC).nodes().iterator().next().recipe();
    try (Workspace workspace = store.claim(recipe, warnings::add)) {
      assertThat(workspace).isNotNull();
      assertThat(take(origin.root().resolve("results").resolve(recipe.id())))
          .singleElement()
          .matches(reception -> reception.remark().contains("is being computed here"));
    }
    assertThat(store.ids()).isEmpty();
  }

  @Test
  void aResultTakesTheTraceOfAFailureAway() throws Exception {
    Path failed = Files.createDirectories(folder.resolve("store/failed"));
    Files.writeString(failed.resolve(id() + ".json"), "{\"reason\": \"no luck\"}");
    assertThat(store.failure(id())).isEqualTo("no luck");
    take(results.getFirst().folder());
    assertThat(failed).isEmptyDirectory();
  }

  @Test
  void whatIsNoArchiveIsNamed() throws Exception {
    assertThatThrownBy(() -> Archive.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no folder or file");
    assertThatThrownBy(() -> Archive.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no folder 'results'");
    Path text = Files.writeString(folder.resolve("text.zip"), "not a ZIP file");
    assertThatThrownBy(() -> Archive.open(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be read as a ZIP file");
    Path named = Files.writeString(folder.resolve("text.txt"), "not a ZIP file");
    assertThatThrownBy(() -> Archive.open(named))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be read as a ZIP file");
    assertThatThrownBy(() -> Archive.open(zip("other/file")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no folder 'results'");
  }

  @Test
  void entriesThatClimbOutWriteNothing() throws Exception {
    Path zip = zip("results/../../escaped");
    assertThatThrownBy(() -> take(Archive.open(zip))).isInstanceOf(InputException.class);
    assertThat(folder.resolve("escaped")).doesNotExist();
    assertThat(folder.resolve("../escaped")).doesNotExist();
  }

  private Path zip(String entry) throws IOException {
    Path zip = folder.resolve("made.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write("x".getBytes(StandardCharsets.UTF_8));
    }
    return zip;
  }
}
