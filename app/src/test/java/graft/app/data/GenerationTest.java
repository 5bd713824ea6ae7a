package graft.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.app.data.Made.Watched;
import graft.procedure.Procedure;
import graft.procedure.rule.Identity;
import graft.study.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationTest {
  private static final long CHUNK = (1L << 18) / Made.RULE.length();
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path folder;

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private SortedMap<String, byte[]> undisturbed(DataRecipe recipe) throws Exception {
    Path alone = folder("alone");
    Made.write(recipe, alone.resolve("x"), 1);
    return Made.files(alone);
  }

  private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsChangesNoByte(Format format) throws Exception {
    DataRecipe recipe = Made.recipe(format);
    SortedMap<String, byte[]> expected = undisturbed(recipe);
    assertThat(expected).hasSize(format == Format.NPY ? 3 : 2).containsKeys("x", "x.json");
    for (int threads : new int[] {2, 3}) {
      Path several = folder("threads" + threads);
      assertThat(Made.write(recipe, several.resolve("x"), threads).begun).containsExactly(0L);
      assertSame(Made.files(several), expected);
    }
  }

  /** Dies after {@code end} examples at the earliest. */
  private static void killed(DataRecipe recipe, Path file, Duration between, long end) {
    Watched watched = new Watched(end);
    assertThatIllegalStateException()
        .isThrownBy(() -> Made.generation(recipe, file, 3, between, watched).run(false))
        .withMessageStartingWith("killed");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void itGoesOnWhereItWasKilled(Format format) throws Exception {
    DataRecipe recipe = Made.recipe(format);
    SortedMap<String, byte[]> expected = undisturbed(recipe);
    for (long chunks : LongStream.of(1, 3, 5).toArray()) {
      Path place = folder("killed" + chunks);
      long left = Math.min(Made.COUNT, chunks * CHUNK);
      killed(recipe, place.resolve("x"), Duration.ZERO, left);
      assertThat(Made.write(recipe, place.resolve("x"), 2).begun).containsExactly(left);
      assertSame(Made.files(place), expected);
    }
  }

  /** Bytes behind what the journal knows, or fewer than it knows, or other ones. */
  @ParameterizedTest
  @EnumSource
  void whatTheJournalDoesNotKnowIsForgotten(Format format) throws Exception {
    DataRecipe recipe = Made.recipe(format);
    SortedMap<String, byte[]> expected = undisturbed(recipe);
    Path place = folder("torn");
    Path file = place.resolve("x");
    Path data =
        format == Format.PARQUET
            ? place.resolve("x.partial/lines.jsonl")
            : place.resolve("x.partial/files/x");
    killed(recipe, file, NEVER, 2 * CHUNK);
    assertThat(data).isNotEmptyFile();
    killed(recipe, file, Duration.ZERO, 2 * CHUNK);
    Files.write(data, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    Files.writeString(place.resolve("x.partial/journal.json.new"), "{\"exam");
    killed(recipe, file, Duration.ZERO, 3 * CHUNK);
    try (FileChannel channel = FileChannel.open(data, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    killed(recipe, file, Duration.ZERO, 2 * CHUNK);
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);
    assertThat(Made.write(recipe, file, 2).begun).containsExactly(0L);
    assertSame(Made.files(place), expected);
  }

  /** Killed when all was written and only a part of it moved to its place. */
  @ParameterizedTest
  @EnumSource
  void whatIsWrittenOnlyHasToBeMoved(Format format) throws Exception {
    DataRecipe recipe = Made.recipe(format);
    SortedMap<String, byte[]> expected = undisturbed(recipe);
    Path place = folder("moved");
    Path file = place.resolve("x");
    Path inTheWay = Files.createDirectories(place.resolve("x.json/inside"));
    Watched watched = Made.undisturbed();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Made.generation(recipe, file, 2, Duration.ZERO, watched).run(true))
        .withMessageContaining("start the same command again");
    Files.delete(inTheWay);
    Files.delete(place.resolve("x.json"));
    assertThat(Made.write(recipe, file, 2).begun).isEmpty();
    assertSame(Made.files(place), expected);
  }

  @Test
  void whatIsThereIsNotMadeAgain() throws Exception {
    DataRecipe recipe = Made.recipe(Format.BIN);
    Path file = folder.resolve("x");
    Made.write(recipe, file, 1);
    Watched watched = Made.undisturbed();
    Generation again = Made.generation(recipe, file, 1, NEVER, watched);
    assertThat(again.run(false)).isFalse();
    assertThat(watched.begun).isEmpty();
    assertThat(again.run(true)).isTrue();
    assertThat(watched.begun).containsExactly(0L);
  }

  private void assertRefused(DataRecipe recipe, Path file, String... message) throws Exception {
    SortedMap<String, byte[]> before = Made.files(folder);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Made.generation(recipe, file, 2, NEVER, Made.undisturbed()).run(false))
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(message));
    assertSame(Made.files(folder), before);
  }

  private static DataRecipe seed(long seed) {
    return Made.recipe(Made.RULE, seed, Split.TRAIN, 20, Made.COUNT, Format.NPY);
  }

  @Test
  void nothingIsOverwrittenUnasked() throws Exception {
    Path file = folder.resolve("x.npy");
    Made.write(seed(1), file, 2);
    assertRefused(seed(2), file, file + " is there already", "--overwrite");
    Made.generation(seed(2), file, 2, NEVER, Made.undisturbed()).run(true);
    JsonNode sidecar = new ObjectMapper().readTree(folder.resolve("x.npy.json").toFile());
    assertThat(sidecar.get("seed").intValue()).isEqualTo(2);
    Files.delete(file);
    assertRefused(seed(2), file, "x.counted.npy is there already");
    Files.delete(folder.resolve("x.counted.npy"));
    assertRefused(seed(2), file, "x.npy.json is there already");
  }

  @Test
  void aPartOfSomethingElseIsNotGoneOnWith() throws Exception {
    Path file = folder.resolve("x.npy");
    killed(seed(1), file, Duration.ZERO, CHUNK);
    assertRefused(seed(2), file, "x.npy.partial was begun", "(seed was 1, not 2)", "--overwrite");
    Watched watched = Made.undisturbed();
    Made.generation(seed(2), file, 2, NEVER, watched).run(true);
    assertThat(watched.begun).containsExactly(0L);
    assertThat(folder.resolve("x.npy.partial")).doesNotExist();
  }

  @Test
  void whatIsNotOursIsLeftAlone() throws Exception {
    Files.createDirectories(folder.resolve("x.npy.partial/inside"));
    assertRefused(seed(1), folder.resolve("x.npy"), "x.npy.partial is in the way");
    Files.writeString(folder.resolve("y.partial"), "");
    assertRefused(seed(1), folder.resolve("y"), "y.partial is in the way");
    assertRefused(seed(1), folder.resolve("no/x"), "there is no folder");
    assertRefused(seed(1), folder, "is a folder: -o names a file");
  }

  @Test
  void onlyOneWritesAFile() throws Exception {
    Path partial = Files.createDirectories(folder.resolve("x.partial"));
    try (FileChannel other =
        FileChannel.open(
            partial.resolve("graft.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.lock().isValid()).isTrue();
      assertRefused(seed(1), folder.resolve("x"), "is being written by another process");
    }
  }

  @Test
  void tooLittleToTrainOnLeavesNothing() throws Exception {
    Procedure tiny = new Identity(2, 1);
    DataRecipe recipe = Made.recipe(tiny, 1, Split.HELDOUT, 1, 1, Format.BIN);
    assertRefused(recipe, folder.resolve("x"), "too small for 1 held-out", "hold out fewer");
  }

  /** Of 1,024 pairs about one is left, which most draws find and some do not. */
  @Test
  void tooLittleThatShowsLateLeavesNothing() throws Exception {
    Procedure small = new Identity(33, 2);
    long seed = 0;
    DataRecipe recipe = null;
    while (recipe == null) {
      DataRecipe next = Made.recipe(small, ++seed, Split.TRAIN, 6500, 5000, Format.BIN);
      try {
        next.source();
        recipe = next;
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("too small");
      }
    }
    assertRefused(recipe, folder.resolve("x"), "too small for 6500 held-out");
  }

  @Test
  void theSidecarTellsAll() throws Exception {
    DataRecipe recipe = Made.recipe(new Identity(9, 4), -5, Split.HELDOUT, 50, 50, Format.JSONL);
    Path file = folder.resolve("x.jsonl");
    Made.write(recipe, file, 1);
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    String expected =
        """
        {"formatVersion": 1, "graft": {"version": "1.0", "commit": "abc1234"},
         "procedure": "identity", "settings": {"length": 4, "vocabulary": 9}, "seed": -5,
         "split": "heldout", "heldOut": 50, "count": 50, "format": "jsonl", "length": 9,
         "vocabulary": {"size": 11, "pad": 10, "stop": null},
         "files": [{"name": "x.jsonl", "bytes": %d, "sha256": "%s"}]}
        """
            .formatted(Files.size(file), HexFormat.of().formatHex(sum));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(folder.resolve("x.jsonl.json").toFile()))
        .isEqualTo(json.readTree(expected));
  }

  @Test
  void aChangeIsFound() throws Exception {
    Path file = folder.resolve("x.npy");
    Path counted = folder.resolve("x.counted.npy");
    Made.write(seed(1), file, 1);
    assertThat(Sidecar.damage(file)).isNull();
    byte[] bytes = Files.readAllBytes(counted);
    bytes[bytes.length - 1] ^= 1;
    Files.write(counted, bytes);
    assertThat(Sidecar.damage(file)).isEqualTo(counted + " has changed since it was written");
    Files.write(counted, new byte[] {1}, StandardOpenOption.APPEND);
    assertThat(Sidecar.damage(file)).contains(" bytes, not ");
    Files.delete(counted);
    assertThat(Sidecar.damage(file)).isEqualTo(counted + " is missing");
    Files.writeString(folder.resolve("x.npy.json"), "{}");
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> Sidecar.damage(file));
    Files.delete(folder.resolve("x.npy.json"));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Sidecar.damage(file))
        .withMessageContaining("there is no " + folder.resolve("x.npy.json"));
  }

  @Test
  void badNumbersAreNamed() {
    for (long count : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> Made.recipe(Made.RULE, 1, Split.TRAIN, 0, count, Format.NPY))
          .withMessage("--count must be at least 1, not " + count);
    }
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Made.recipe(Made.RULE, 1, Split.HELDOUT, 20, 21, Format.NPY))
        .withMessageContaining("--held-out")
        .withMessageContaining("20 sequences are held out, not 21");
  }
}
