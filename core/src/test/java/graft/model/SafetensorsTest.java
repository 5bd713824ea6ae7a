package graft.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final GptConfig CONFIG = new GptConfig(2, 2, 4, 7, 5, false);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("x.safetensors");
  }

  @Test
  void aModelComesBackBitForBit() throws IOException {
    for (boolean tied : new boolean[] {true, false}) {
      Weights weights = Initializer.fresh(new GptConfig(2, 2, 4, 7, 5, tied), 1, "test");
      Safetensors.saveWeights(file(), weights, Map.of("note", "ünïcode"));
      Weights read = Safetensors.loadWeights(file());
      assertThat(read.config()).isEqualTo(weights.config());
      assertThat(read.values()).isEqualTo(weights.values());
      assertThat(Safetensors.read(file()).metadata()).containsEntry("note", "ünïcode");
    }
  }

  /** The layout that the format's description gives, byte by byte. */
  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Safetensors.write(
        file(),
        Map.of("k", "v"),
        List.of(
            new Tensor("a", List.of(2, 1), new float[] {9, 1.5f, -2}, 1),
            new Tensor("b", List.of(), new float[] {3}, 0)));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file())).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    byte[] header = new byte[length];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(
            "{\"__metadata__\":{\"k\":\"v\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}");
    assertThat(bytes.getFloat()).isEqualTo(1.5f);
    assertThat(bytes.getFloat()).isEqualTo(-2);
    assertThat(bytes.getFloat()).isEqualTo(3);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void largeTensorsCrossTheBuffer() throws IOException {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 0.25f;
    }
    Safetensors.write(file(), Map.of(), List.of(Tensor.flat("x", values)));
    assertThat(Safetensors.read(file()).tensor("x").toArray()).isEqualTo(values);
    assertThatThrownBy(() -> Safetensors.read(file()).tensor("y")).hasMessageContaining("'y'");
  }

  /** Headers that lie, each over eight bytes of values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}} | its tensors have 12 bytes, the file has 8",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | its tensors have 4 bytes, the file has 8",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}} | of shape [1] has 8 bytes, not 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | begins at byte 4, not at 0",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | overlap",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | which is no range",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} | 'shape' [-2]",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}} | 'data_offsets' [-8,0]",
        "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}} | 'shape' [2.5]",
        "{'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,8]}} | 'shape'",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}} | has 8 bytes",
        "{'a':{'dtype':'F32','shape':[2147483647],'data_offsets':[0,8589934588]}} | the file has 8",
        "{'a':{'dtype':'F16','shape':[4],'data_offsets':[0,8]}} | of type 'F16'; Graft reads F32 only",
        "{'a':{'shape':[2],'data_offsets':[0,8]}} | of type ''",
        "{'a':{'dtype':'F32','data_offsets':[0,8]}} | 'shape'",
        "{'a':{'dtype':'F32','shape':[2]}} | 'data_offsets'",
        "{'a':7} | of type ''",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | Duplicate field 'a'",
        "{'__metadata__':{'x':1},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | metadata 'x' is not a text",
        "[1,2] | is not a JSON object",
        "{'a': | is not JSON",
        "{} {} | is not JSON",
        "nonsense | is not JSON"
      })
  void headersThatLieAreRefused(String header, String message) throws IOException {
    writeRaw(header.replace('\'', '"'), new byte[8]);
    assertThatThrownBy(() -> Safetensors.read(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining(message.replace("Duplicate field 'a'", "Duplicate"));
  }

  private void writeRaw(String header, byte[] values) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file(), bytes.putLong(text.length).put(text).put(values).array());
  }

  @Test
  void lengthsThatTheFileHasNotAreRefusedWithoutAllocating() throws IOException {
    for (long length : new long[] {-1, 0, 1, 9, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      Files.write(file(), bytes.array());
      assertThatThrownBy(() -> Safetensors.read(file()))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("header");
    }
    Files.write(file(), new byte[3]);
    assertThatThrownBy(() -> Safetensors.read(file())).hasMessageContaining("only 3 bytes");
  }

  @Test
  void aHugeShapeInTheMetadataIsRefusedWithoutAllocating() throws IOException {
    writeRaw(
        ("{'__metadata__':{'graft.shape':'{`layers`:1,`heads`:1,`width`:4096,`vocabulary`:100000,"
                + "`positions`:100000,`tied`:true}'},"
                + "'wte.weight':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}")
            .replace('\'', '"')
            .replace("`", "\\\""),
        new byte[8]);
    assertThatThrownBy(() -> Safetensors.loadWeights(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("too few values for its shape");
  }

  @Test
  void modelsWithOtherTensorsAreRefused() throws IOException {
    Safetensors.write(file(), Map.of(), List.of(Tensor.flat("x", new float[4])));
    assertThatThrownBy(() -> Safetensors.loadWeights(file()))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("lack 'graft.shape'");
    Safetensors.saveWeights(file(), Initializer.fresh(CONFIG, 1, "test"), Map.of());
    byte[] good = Files.readAllBytes(file());
    Files.write(file(), replaced(good, "h.1.mlp.c_fc.bias", "h.1.mlp.c_fx.bias"));
    assertThatThrownBy(() -> Safetensors.loadWeights(file()))
        .hasMessageContaining("lacks the tensor 'h.1.mlp.c_fc.bias'");
    Files.write(file(), replaced(good, "\"shape\":[7,4]", "\"shape\":[4,7]"));
    assertThatThrownBy(() -> Safetensors.loadWeights(file()))
        .hasMessageContaining("has shape [4, 7], not [7, 4]");
    Files.write(file(), replaced(good, "vocabulary\\\":7", "vocabulary\\\":8"));
    assertThatThrownBy(() -> Safetensors.loadWeights(file()))
        .isInstanceOf(SafetensorsException.class);
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Weights weights = Initializer.fresh(CONFIG, 1, "test");
      weights.values()[3] = bad;
      Safetensors.saveWeights(file(), weights, Map.of());
      assertThatThrownBy(() -> Safetensors.loadWeights(file()))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("value 3 of tensor 'wte.weight' is " + bad);
    }
  }

  @Test
  void everyTruncationAndRandomDamageIsRefusedOrHarmless() throws IOException {
    Safetensors.saveWeights(file(), Initializer.fresh(CONFIG, 1, "test"), Map.of());
    byte[] good = Files.readAllBytes(file());
    for (int length = 0; length < good.length; length += 13) {
      Files.write(file(), Arrays.copyOf(good, length));
      assertThatThrownBy(() -> Safetensors.loadWeights(file()))
          .isInstanceOf(SafetensorsException.class);
    }
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(2500)] = (byte) random.nextInt();
      Files.write(file(), bad);
      try {
        Safetensors.loadWeights(file());
      } catch (SafetensorsException e) {
        assertThat(e).hasMessageContaining(file().toString());
      }
    }
  }

  @Test
  void aTensorMustFitItsArray() {
    assertThatThrownBy(() -> new Tensor("a", List.of(3), new float[3], 1))
        .hasMessageContaining("does not fit 3 values");
  }
}
