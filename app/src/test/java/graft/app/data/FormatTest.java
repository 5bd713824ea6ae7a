package graft.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graft.procedure.Example;
import graft.procedure.Procedure;
import graft.procedure.rule.Identity;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Scoring;
import graft.study.InputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format read back by something that shares no code with what wrote it. */
class FormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** Ragged, with counted padding, with tokens of five digits, held out, a single one. */
  static Stream<DataRecipe> recipes() {
    Procedure sums = new Addition(3, Scoring.PUBLISHED);
    return Stream.of(
        Made.recipe(new Haystack(5), 1, Split.TRAIN, 50, 1000, Format.JSONL),
        Made.recipe(sums, -3, Split.TRAIN, 9, 400, Format.JSONL),
        Made.recipe(new Identity(60_000, 3), 4, Split.HELDOUT, 70, 60, Format.JSONL),
        Made.recipe(new Haystack(1), Long.MAX_VALUE, Split.TRAIN, 0, 1, Format.JSONL),
        Made.recipe(Made.RULE, 7, Split.TRAIN, 20, 100, Format.JSONL));
  }

  private Path write(DataRecipe like, Format format) throws InterruptedException {
    Path file = folder.resolve("it's data [1]." + format.word());
    Made.write(as(like, format), file, 2);
    return file;
  }

  private static DataRecipe as(DataRecipe like, Format format) {
    return Made.recipe(
        like.procedure(), like.seed(), like.split(), like.heldOut(), like.count(), format);
  }

  private static int[] padded(Example example, Procedure procedure) {
    int[] padded = Arrays.copyOf(example.tokens(), procedure.length());
    Arrays.fill(padded, example.length(), padded.length, procedure.vocabulary().pad());
    return padded;
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void jsonLines(DataRecipe recipe) throws Exception {
    List<String> lines = Files.readAllLines(write(recipe, Format.JSONL));
    List<Example> examples = Made.examples(recipe);
    assertThat(lines).hasSameSizeAs(examples);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = JSON.readTree(lines.get(i));
      assertThat(line.properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("tokens", "counted");
      assertThat(JSON.convertValue(line.get("tokens"), int[].class))
          .isEqualTo(examples.get(i).tokens());
      assertThat(JSON.convertValue(line.get("counted"), int[].class))
          .isEqualTo(examples.get(i).counted());
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void flatTokens(DataRecipe recipe) throws Exception {
    byte[] bytes = Files.readAllBytes(write(recipe, Format.BIN));
    int at = 0;
    for (Example example : Made.examples(recipe)) {
      for (int token : padded(example, recipe.procedure())) {
        assertThat((bytes[at++] & 0xff) + 256 * (bytes[at++] & 0xff)).isEqualTo(token);
      }
    }
    assertThat(at).isEqualTo(bytes.length);
  }

  /** What is behind the head of a file of NumPy; the head is checked. */
  private static ByteBuffer array(Path file, String type, long rows, int columns) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertThat(magic).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    byte[] head = new byte[bytes.getShort()];
    bytes.get(head);
    assertThat(bytes.position() % 64).isZero();
    String text = new String(head, StandardCharsets.US_ASCII);
    Matcher matcher =
        Pattern.compile(
                "\\{'descr': '(.*)', 'fortran_order': False, 'shape': \\((\\d+), (\\d+)\\), } *\\n")
            .matcher(text);
    assertThat(matcher.matches()).as(text).isTrue();
    assertThat(matcher.group(1)).isEqualTo(type);
    assertThat(matcher.group(2)).isEqualTo(Long.toString(rows));
    assertThat(matcher.group(3)).isEqualTo(Integer.toString(columns));
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void numpyArrays(DataRecipe recipe) throws Exception {
    Path file = write(recipe, Format.NPY);
    int length = recipe.procedure().length();
    ByteBuffer tokens = array(file, "<i4", recipe.count(), length);
    Path second = folder.resolve("it's data [1].counted.npy");
    ByteBuffer counted = array(second, "|u1", recipe.count(), length);
    for (Example example : Made.examples(recipe)) {
      for (int token : padded(example, recipe.procedure())) {
        assertThat(tokens.getInt()).isEqualTo(token);
      }
      byte[] mask = new byte[length];
      counted.get(mask);
      int[] ones = java.util.stream.IntStream.range(0, length).filter(p -> mask[p] == 1).toArray();
      assertThat(ones).isEqualTo(example.counted());
      assertThat(mask).containsOnly(0, 1);
    }
    assertThat(tokens.hasRemaining()).isFalse();
    assertThat(counted.hasRemaining()).isFalse();
  }

  /** The head that numpy.save of NumPy 2.4 writes for this shape. */
  @Test
  void theHeadIsNumpys() {
    Bytes[] heads = Bytes.several(2);
    new NumpyArrays(63, 0, 1_000_000).begin(heads);
    String head = new String(heads[0].array(), 0, heads[0].size(), StandardCharsets.ISO_8859_1);
    assertThat(head)
        .isEqualTo(
            "\u0093NUMPY\1\0v\0"
                + "{'descr': '<i4', 'fortran_order': False, 'shape': (1000000, 63), }"
                + " ".repeat(51)
                + "\n");
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void parquet(DataRecipe recipe) throws Exception {
    Path file = write(recipe, Format.PARQUET);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      String name = "'" + file.toString().replace("'", "''") + "'";
      try (ResultSet rows = statement.executeQuery("FROM read_parquet(" + name + ")")) {
        int i = 0;
        for (Example example : Made.examples(recipe)) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getLong("index")).isEqualTo(i++);
          assertThat(list(rows, "tokens")).isEqualTo(example.tokens());
          assertThat(list(rows, "counted")).isEqualTo(example.counted());
        }
        assertThat(rows.next()).isFalse();
      }
      String metadata = "FROM parquet_kv_metadata(" + name + ") WHERE decode(key) = 'graft'";
      try (ResultSet rows = statement.executeQuery("SELECT decode(value) " + metadata)) {
        assertThat(rows.next()).isTrue();
        assertThat(JSON.readTree(rows.getString(1)))
            .isEqualTo(Sidecar.recipe(as(recipe, Format.PARQUET)));
      }
    }
  }

  private static int[] list(ResultSet rows, String column) throws SQLException {
    Object[] list = (Object[]) rows.getArray(column).getArray();
    return Stream.of(list).mapToInt(value -> (Integer) value).toArray();
  }

  @Test
  void sixteenBitsHoldNoLargerVocabulary() {
    Procedure most = new Identity(65_534, 1);
    assertThat(Made.recipe(most, 1, Split.TRAIN, 0, 1, Format.BIN).procedure()).isEqualTo(most);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> Made.recipe(new Identity(65_535, 1), 1, Split.TRAIN, 0, 1, Format.BIN))
        .withMessage(
            "--format bin holds tokens of 16 bits, a vocabulary of at most 65,536, and identity has"
                + " 65,537: take another --format or a smaller vocabulary");
  }

  @Test
  void namesTellTheFormat() {
    assertThat(Format.of("a.b.NPY")).isEqualTo(Format.NPY);
    assertThat(Format.of("a.parquet")).isEqualTo(Format.PARQUET);
    assertThat(Format.of("npy")).isNull();
  }

  @Test
  void numbersInDigits() {
    for (long power = 1; power < 1_000_000_000_000_000_000L; power *= 10) {
      for (long number : new long[] {power - 1, power, power + 1, Long.MAX_VALUE}) {
        Bytes bytes = new Bytes();
        bytes.addDecimal(number);
        assertThat(new String(bytes.array(), 0, bytes.size(), StandardCharsets.US_ASCII))
            .isEqualTo(Long.toString(number));
      }
    }
  }
}
