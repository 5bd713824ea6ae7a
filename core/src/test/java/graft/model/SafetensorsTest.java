package graft.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, bit for bit, and other tools write and read the same bytes. */
class SafetensorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelComesBackBitForBit(boolean tied) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Weights weights = Initializer.fresh(new GptConfig(2, 4, 16, 256, 100, tied), 1, "test");
    weights.values()[0] = -0f;
    weights.values()[1] = Float.MIN_VALUE;
    Safetensors.saveWeights(file, weights, Map.of("made by", "a test, für dich"));
    Weights loaded = Safetensors.loadWeights(file);
    assertThat(loaded.config()).isEqualTo(weights.config());
    assertThat(bits(loaded.values())).isEqualTo(bits(weights.values()));
    assertThat(Safetensors.readMetadata(file))
        .containsEntry("made by", "a test, für dich")
        .containsEntry("format", "pt")
        .containsOnlyKeys("made by", "format", Safetensors.CONFIG);
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Path file = folder.resolve("two.safetensors");
    float[] values = {9, 1, 2, 3, 4, 9};
    Safetensors.write(
        file,
        Map.of("b", "2", "a", "1"),
        List.of(
            new Tensor("matrix", List.of(2, 1), values, 1),
            new Tensor("vector", List.of(2), values, 3)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    assertThat(header.strip())
        .isEqualTo(
            """
            {"__metadata__":{"a":"1","b":"2"},\
            "matrix":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},\
            "vector":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""");
    float[] data = new float[4];
    bytes.position(8 + length).asFloatBuffer().get(data);
    assertThat(data).containsExactly(1, 2, 3, 4);
    assertThat(bytes.capacity()).isEqualTo(8 + length + 16);
  }

  /** The file was written by the format's own library: see safetensors_golden.py. */
  @Test
  void aFileOfTheFormatsOwnLibraryIsRead() throws IOException {
    Path file = folder.resolve("golden.safetensors");
    try (InputStream golden = getClass().getResourceAsStream("golden.safetensors")) {
      Files.copy(Objects.requireNonNull(golden), file);
    }
    Safetensors.Contents contents = Safetensors.read(file);
    assertThat(contents.metadata()).containsExactly(Map.entry("made by", "safetensors, für Graft"));
    assertThat(contents.tensors().stream().map(Tensor::name))
        .containsExactlyInAnyOrder("matrix", "a.vector", "none", "number");
    Tensor matrix = contents.tensor("matrix");
    assertThat(matrix.shape()).containsExactly(2, 3);
    assertThat(matrix.values()).containsExactly(-1, -0.75f, -0.5f, -0.25f, 0, 0.25f);
    assertThat(contents.tensor("a.vector").values()).containsExactly(1e-42f, -3.4e38f, 0.1f);
    assertThat(contents.tensor("none").shape()).containsExactly(0, 4);
    assertThat(contents.tensor("number").shape()).isEmpty();
    assertThat(contents.tensor("number").values()).containsExactly(7.5f);
    assertThatThrownBy(() -> contents.tensor("matrxi"))
        .hasMessageStartingWith("there is no tensor 'matrxi' but ");
  }

  /** More than one buffer's worth, and not a whole number of them. */
  @Test
  void largeTensorsPassThroughTheBuffer() throws IOException {
    Path file = folder.resolve("large.safetensors");
    float[] values = new float[3 * 16_384 + 17];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Safetensors.write(
        file, Map.of(), List.of(Tensor.flat("one", values), Tensor.flat("two", values)));
    Safetensors.Contents contents = Safetensors.read(file);
    assertThat(contents.tensor("one").values()).isEqualTo(values);
    assertThat(contents.tensor("two").values()).isEqualTo(values);
    assertThat(contents.metadata()).isEmpty();
  }

  @Test
  void theConfigurationIsPlainJson() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Safetensors.saveWeights(
        file, Initializer.fresh(new GptConfig(1, 2, 4, 5, 6, true), 1, "test"), Map.of());
    JsonNode config =
        new ObjectMapper().readTree(Safetensors.readMetadata(file).get(Safetensors.CONFIG));
    assertThat(config.toString())
        .isEqualTo(
            """
            {"layers":1,"heads":2,"width":4,"vocabulary":5,"positions":6,"tied":true}""");
  }

  @Test
  void nothingIsWrittenOfWhatCouldNotBeReadBack() {
    Path file = folder.resolve("never.safetensors");
    Tensor nan = Tensor.flat("moments", new float[] {1, Float.NaN});
    assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(nan)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'moments': value 1 is NaN");
    Tensor one = Tensor.flat("one", new float[1]);
    assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(one, one)))
        .hasMessage("the tensor name 'one' is taken");
    Tensor reserved = Tensor.flat("__metadata__", new float[1]);
    assertThatThrownBy(() -> Safetensors.write(file, Map.of(), List.of(reserved)))
        .hasMessage("the tensor name '__metadata__' is taken");
    assertThat(file).doesNotExist();
  }

  @Test
  void aTensorLiesInItsArray() {
    float[] values = new float[6];
    assertThat(new Tensor("fits", List.of(2, 2), values, 2).size()).isEqualTo(4);
    for (List<Integer> shape : List.of(List.of(7), List.of(-1), List.of(65_536, 65_536))) {
      assertThatThrownBy(() -> new Tensor("no", shape, values, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tensor 'no' of shape " + shape);
    }
    assertThatThrownBy(() -> new Tensor("no", List.of(1), values, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
