package graft.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and hostile files are refused by name, and nothing is allocated for what they claim. */
class HostileSafetensorsTest {
  private static final GptConfig CONFIG = new GptConfig(1, 1, 1, 2, 1, true);

  @TempDir Path folder;

  /** A header, how many zero bytes of data follow it, and what the refusal must say. */
  record Case(String header, int data, String message) {}

  private static Case tensor(String type, String shape, String offsets, int data, String message) {
    String header =
        "{'x':{'dtype':'%s','shape':%s,'data_offsets':%s}}".formatted(type, shape, offsets);
    return new Case(header.replace('\'', '"'), data, message);
  }

  private static Case two(String first, String second, String message) {
    String header =
        "{'x':{'dtype':'F32','shape':[2],'data_offsets':%s},'y':{'dtype':'F32','shape':[2],'data_offsets':%s}}"
            .formatted(first, second);
    return new Case(header.replace('\'', '"'), 16, message);
  }

  static Stream<Case> cases() {
    return Stream.of(
        tensor("F32", "[2]", "[0,8]", 7, "the tensors take 8 bytes, but the file has 7 of data"),
        tensor("F32", "[2]", "[0,8]", 9, "the tensors take 8 bytes, but the file has 9 of data"),
        tensor("F32", "[2]", "[-8,0]", 8, "'x': data_offsets: -8 is no whole number"),
        tensor("F32", "[2]", "[8,0]", 8, "[8, 0] are -8 bytes, shape [2] needs 8"),
        tensor("F32", "[2]", "[0,12]", 12, "[0, 12] are 12 bytes, shape [2] needs 8"),
        tensor("F32", "[2]", "[0,8.0]", 8, "8.0 is no whole number"),
        tensor("F32", "[2]", "[0,\"8\"]", 8, "\"8\" is no whole number"),
        tensor("F32", "[2]", "[0,8,9]", 8, "something else than dtype, shape, data_offsets"),
        tensor("F32", "[2]", "[0,18446744073709551624]", 8, "18446744073709551624 is no whole"),
        tensor("F32", "[2]", "[9223372036854775800,9223372036854775807]", 8, "are 7 bytes"),
        tensor("F32", "[2]", "[8,16]", 16, "begins at byte 8 of the data"),
        tensor("F32", "[-2]", "[0,8]", 8, "'x': shape: -2 is no whole number"),
        tensor("F32", "[1e999]", "[0,8]", 8, "'x': shape: "),
        tensor("F32", "2", "[0,8]", 8, "'x': shape is 2, not a list"),
        tensor("F32", "[2147483647]", "[0,8589934588]", 8, "but the file has 8 of data"),
        tensor("F32", "[65536,65536]", "[0,0]", 0, "more values than an array can hold"),
        tensor("F32", "[4294967296]", "[0,0]", 0, "4294967296 is no whole number from 0 to"),
        tensor("F16", "[2]", "[0,4]", 4, "dtype is \"F16\"; only F32 can be read"),
        tensor("Q99", "[2]", "[0,8]", 8, "dtype is \"Q99\""),
        two("[0,8]", "[4,12]", "'y' begins at byte 4 of the data, but the data before it end at 8"),
        two("[0,8]", "[12,20]", "end at 8: a gap"),
        two("[0,8]", "[0,8]", "end at 8: an overlap"),
        new Case("{\"x\":1}", 0, "tensor 'x': described by something else"),
        new Case("{\"__metadata__\":[]}", 0, "__metadata__ is no JSON object"),
        new Case("{\"__metadata__\":{\"a\":1}}", 0, "__metadata__ 'a' is no text"),
        new Case("{\"x\":{},\"x\":{}}", 0, "Duplicate field 'x'"),
        new Case("{} {}", 0, "the header is no sound JSON"),
        new Case("{\"x\":", 0, "the header is no sound JSON"),
        new Case(" {}", 0, "the header is no JSON object"),
        new Case("[]", 0, "the header is no JSON object"),
        new Case("    ", 0, "the header is no JSON object"),
        new Case("[".repeat(100_000), 0, "the header is no sound JSON"),
        new Case("{}", 1, "the tensors take 0 bytes, but the file has 1 of data"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void contradictionsAreRefused(Case c) throws IOException {
    byte[] header = c.header.getBytes(StandardCharsets.UTF_8);
    Path file = file(header.length, header, new byte[c.data]);
    refused(file, c.message);
  }

  @Test
  void lengthsThatTheFileDoesNotBearOutAreRefused() throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    refused(file(-1, header, new byte[0]), "the header claims 18446744073709551615 bytes");
    refused(file(0, header, new byte[0]), "the header claims 0 bytes");
    refused(file(3, header, new byte[0]), "claims 3 bytes, but the file has 2 more");
    refused(file(16 << 20, header, new byte[0]), "but the file has 2 more");
    refused(file((16 << 20) + 1, header, new byte[0]), "but 2 to 16777216 are allowed");
    refused(file(2, new byte[] {'{', (byte) 0xC3}, new byte[0]), "not valid UTF-8");
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    refused(empty, "the file has 0 bytes");
  }

  /** Eight gigabytes claimed, a few hundred bytes there. */
  @Test
  void nothingIsAllocatedForAClaim() throws IOException {
    Case claim = tensor("F32", "[2147483647]", "[0,8589934588]", 8, "but the file has 8 of data");
    byte[] header = claim.header.getBytes(StandardCharsets.UTF_8);
    Path tensor = file(header.length, header, new byte[8]);
    refused(tensor, claim.message);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    refused(tensor, claim.message);
    refused(file(16 << 20, header, new byte[8]), "the header claims 16777216 bytes");
    Path config = model("\"layers\":1", "\"layers\":500");
    refusedModel(config, "'h.1.ln_1.weight' of GptConfig[layers=500");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(model("", ""));
    for (int length = 0; length < whole.length; length++) {
      Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      refusedModel(file, "the file is damaged or cut off");
    }
  }

  /**
   * Every third bit, so every place in a byte. A flipped bit may hit a weight and go unseen, but it
   * never ends in anything but a refusal.
   */
  @Test
  void flippedBitsAreRefusedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(model("", ""));
    int refusals = 0;
    for (int bit = 0; bit < 8 * whole.length; bit += 3) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Path file = Files.write(folder.resolve("flipped"), flipped);
      try {
        Weights weights = Safetensors.loadWeights(file);
        assertThat(weights.values()).hasSize(Parameters.of(weights.config()).size());
      } catch (SafetensorsException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
        refusals++;
      }
    }
    System.out.printf("%d of %d flipped bits were refused%n", refusals, 8 * whole.length / 3);
    assertThat(refusals).isGreaterThan(2 * whole.length);
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() throws IOException {
    for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      byte[] bytes = Files.readAllBytes(model("", ""));
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, wrong);
      Path file = Files.write(folder.resolve("wrong"), bytes);
      refused(file, "tensor 'ln_f.bias': value 0 is " + wrong);
      refusedModel(file, "tensor 'ln_f.bias': value 0 is " + wrong);
    }
  }

  @Test
  void aModelHasExactlyTheTensorsOfItsConfiguration() throws IOException {
    refusedModel(model("ln_f.bias", "ln_f.vias"), "tensor 'ln_f.vias' is no part of GptConfig[");
    refusedModel(model("\"tied\":true", "\"tied\":false"), "'lm_head.weight' of GptConfig[");
    refusedModel(
        model("\"vocabulary\":2", "\"vocabulary\":3"),
        "tensor 'wte.weight' has the shape [2, 1], but GptConfig[");
    refusedModel(model("\"heads\":1", "\"heads\":2"), "width (1) must be a multiple of heads (2)");
    refusedModel(model("\"layers\":1", "\"layers\":0"), "layers must be from 1 to 512, not 0");
    refusedModel(model("\"layers\":1", "\"layers\":1.5"), "graft.config: ");
    refusedModel(model("\"layers\":1", "\"layers\":\"1\""), "graft.config: ");
    refusedModel(model("\"layers\":1,", ""), "graft.config: Missing creator property 'layers'");
    refusedModel(model("\"layers\":1", "\"layers\":1,\"layers\":1"), "Duplicate field 'layers'");
    refusedModel(model("\"layers\":1", "\"layers\":1,\"more\":1"), "\"more\"");
    refusedModel(
        model("\"width\":1,\"vocabulary\":2", "\"width\":65536,\"vocabulary\":9999999"),
        "has more parameters than one array can hold");
    refusedModel(model("graft.config", "someone.else"), "there is no 'graft.config'");
  }

  /** A sound model's file with {@code old} replaced in its header, escaped where it must be. */
  private Path model(String old, String replacement) throws IOException {
    Path file = folder.resolve("model");
    Safetensors.saveWeights(file, Initializer.fresh(CONFIG, 1, "test"), Map.of());
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    String escaped = old.replace("\"", "\\\"");
    assertThat(header).contains(escaped);
    byte[] changed =
        header.replace(escaped, replacement.replace("\"", "\\\"")).getBytes(StandardCharsets.UTF_8);
    return file(changed.length, changed, Arrays.copyOfRange(bytes, 8 + length, bytes.length));
  }

  private Path file(long claimed, byte[] header, byte[] data) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(claimed).put(header).put(data);
    return Files.write(folder.resolve("hostile"), bytes.array());
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  private static void refusedModel(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.loadWeights(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }
}
