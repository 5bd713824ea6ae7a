package graft.model;

import static graft.model.SafetensorsException.damaged;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header of a safetensors file, checked against the file's true length: whoever holds one may
 * allocate what it says, since all of it is there.
 *
 * <p>Like the format's own library, and unlike a strict reader of its prose, it takes the tensors
 * in any order in the JSON: what counts is that their data lie end to end from the first byte to
 * the last.
 *
 * @param entries in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, List<SafetensorsEntry> entries) {
  /** Nobody's honest header is longer: 16 MiB are some 100,000 tensors. */
  static final int LONGEST = 16 << 20;

  static final String METADATA = "__metadata__";

  /** Takes nothing for granted: no doubled or unknown names, no missing ones, no conversions. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** Reads and checks the header; leaves the channel at the first byte of data. */
  static SafetensorsHeader read(FileChannel channel, Path file) throws IOException {
    long rest = channel.size() - Long.BYTES;
    if (rest < 0) {
      throw damaged(
          file, "the file has " + channel.size() + " bytes, not even the 8 of a header's length");
    }
    long length = bytes(channel, Long.BYTES, file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > LONGEST) {
      throw damaged(
          file,
          "the header claims %s bytes, but 2 to %d are allowed"
              .formatted(Long.toUnsignedString(length), LONGEST));
    }
    if (length > rest) {
      throw damaged(
          file, "the header claims %d bytes, but the file has %d more".formatted(length, rest));
    }
    JsonNode tree = parse(bytes(channel, (int) length, file), file);
    return checked(tree, rest - length, file);
  }

  private static ByteBuffer bytes(FileChannel channel, int count, Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw damaged(file, "the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static JsonNode parse(ByteBuffer bytes, Path file) throws SafetensorsException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      JsonNode tree = JSON.readTree(text);
      if (text.startsWith("{") && tree.isObject()) {
        return tree;
      }
      throw damaged(file, "the header is no JSON object");
    } catch (CharacterCodingException e) {
      throw damaged(file, "the header is not valid UTF-8");
    } catch (JsonProcessingException e) {
      throw damaged(file, "the header is no sound JSON: " + e.getOriginalMessage());
    }
  }

  private static SafetensorsHeader checked(JsonNode tree, long dataSize, Path file)
      throws SafetensorsException {
    Map<String, String> metadata = new TreeMap<>();
    List<SafetensorsEntry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (field.getKey().equals(METADATA)) {
        readMetadata(field.getValue(), metadata, file);
      } else {
        entries.add(SafetensorsEntry.parse(field.getKey(), field.getValue(), file));
      }
    }
    entries.sort(
        Comparator.comparingLong(SafetensorsEntry::begin).thenComparingLong(SafetensorsEntry::end));
    requireEndToEnd(entries, dataSize, file);
    return new SafetensorsHeader(metadata, List.copyOf(entries));
  }

  private static void readMetadata(JsonNode node, Map<String, String> metadata, Path file)
      throws SafetensorsException {
    if (!node.isObject()) {
      throw damaged(file, METADATA + " is no JSON object");
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw damaged(file, METADATA + " '" + field.getKey() + "' is no text");
      }
      metadata.put(field.getKey(), field.getValue().textValue());
    }
  }

  private static void requireEndToEnd(List<SafetensorsEntry> entries, long dataSize, Path file)
      throws SafetensorsException {
    long at = 0;
    for (SafetensorsEntry entry : entries) {
      if (entry.begin() != at) {
        throw damaged(
            file,
            "tensor '%s' begins at byte %d of the data, but the data before it end at %d: %s"
                .formatted(
                    entry.name(), entry.begin(), at, entry.begin() < at ? "an overlap" : "a gap"));
      }
      at = entry.end();
    }
    if (at != dataSize) {
      throw damaged(
          file, "the tensors take %d bytes, but the file has %d of data".formatted(at, dataSize));
    }
  }
}
