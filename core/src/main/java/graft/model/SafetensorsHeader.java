package graft.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file: its tensors lie one after another, without gap or
 * overlap, and fill the file.
 *
 * @param metadata free texts
 * @param entries in the order of their places
 * @param dataAt byte of the file where the values begin
 * @param dataBytes bytes of values
 */
record SafetensorsHeader(
    Map<String, String> metadata, List<Entry> entries, long dataAt, long dataBytes) {
  static final String METADATA = "__metadata__";

  /** No model needs a longer header; the format's own limit is 100 MB. */
  private static final long MAX_BYTES = 16 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A tensor's name, shape and place: bytes {@code begin..end-1} of the values. */
  record Entry(String name, List<Integer> shape, long begin, long end) {
    int size() {
      return Math.toIntExact((end - begin) / Float.BYTES);
    }
  }

  static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
    long length = channel.size();
    if (length < Long.BYTES) {
      throw new SafetensorsException(file, "it has only " + length + " bytes");
    }
    long headerBytes = bytes(file, channel, 0, Long.BYTES).getLong(0);
    if (headerBytes < 2 || headerBytes > Math.min(MAX_BYTES, length - Long.BYTES)) {
      throw new SafetensorsException(
          file,
          "its header claims "
              + headerBytes
              + " bytes, the file has "
              + length
              + " and a header at most "
              + MAX_BYTES);
    }
    JsonNode json = parse(file, bytes(file, channel, Long.BYTES, (int) headerBytes).array());
    long dataAt = Long.BYTES + headerBytes;
    List<Entry> entries = entries(file, json);
    requireFilled(file, entries, length - dataAt);
    return new SafetensorsHeader(metadata(file, json), entries, dataAt, length - dataAt);
  }

  private static ByteBuffer bytes(Path file, FileChannel channel, long at, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new SafetensorsException(file, "it ends within its header");
      }
    }
    return buffer;
  }

  private static JsonNode parse(Path file, byte[] header) throws SafetensorsException {
    try {
      JsonNode json = JSON.readTree(header);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw new SafetensorsException(file, "its header is not JSON: " + firstLine(e));
    }
    throw new SafetensorsException(file, "its header is not a JSON object");
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Map<String, String> metadata(Path file, JsonNode json)
      throws SafetensorsException {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> text : json.path(METADATA).properties()) {
      if (!text.getValue().isTextual()) {
        throw new SafetensorsException(file, "its metadata '" + text.getKey() + "' is not a text");
      }
      metadata.put(text.getKey(), text.getValue().textValue());
    }
    return metadata;
  }

  private static List<Entry> entries(Path file, JsonNode json) throws SafetensorsException {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> tensor : json.properties()) {
      if (!tensor.getKey().equals(METADATA)) {
        entries.add(entry(file, tensor.getKey(), tensor.getValue()));
      }
    }
    entries.sort(java.util.Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    return entries;
  }

  private static Entry entry(Path file, String name, JsonNode json) throws SafetensorsException {
    String what = "tensor '" + name + "'";
    String type = json.path("dtype").asText();
    if (!type.equals("F32")) {
      throw new SafetensorsException(
          file, what + " is of type '" + type + "'; Graft reads F32 only: convert it first");
    }
    List<Long> shape = wholes(file, what, "shape", json.path("shape"));
    List<Long> place = wholes(file, what, "data_offsets", json.path("data_offsets"));
    if (place.size() != 2 || place.get(0) > place.get(1)) {
      throw new SafetensorsException(file, what + " lies at " + place + ", which is no range");
    }
    long bytes = place.get(1) - place.get(0);
    if (bytes(shape) != bytes) {
      throw new SafetensorsException(
          file, what + " of shape " + shape + " has " + bytes + " bytes, not " + bytes(shape));
    }
    List<Integer> sides = shape.stream().map(Long::intValue).toList();
    return new Entry(name, sides, place.get(0), place.get(1));
  }

  private static List<Long> wholes(Path file, String what, String key, JsonNode json)
      throws SafetensorsException {
    List<Long> result = new ArrayList<>();
    for (JsonNode number : json) {
      long value = number.isIntegralNumber() && number.canConvertToLong() ? number.longValue() : -1;
      if (value < 0) {
        throw new SafetensorsException(file, what + " has '" + key + "' " + json);
      }
      result.add(value);
    }
    if (!json.isArray() || result.size() > 8) {
      throw new SafetensorsException(file, what + " has '" + key + "' " + json);
    }
    return result;
  }

  /** Bytes of a tensor of this shape, or -1 for more than an array can hold. */
  private static long bytes(List<Long> shape) {
    long size = 1;
    for (long side : shape) {
      if (side > Integer.MAX_VALUE || size * side > Integer.MAX_VALUE) {
        return -1;
      }
      size *= side;
    }
    return Float.BYTES * size;
  }

  private static void requireFilled(Path file, List<Entry> entries, long dataBytes)
      throws SafetensorsException {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at) {
        throw new SafetensorsException(
            file,
            "tensor '"
                + entry.name()
                + "' begins at byte "
                + entry.begin()
                + ", not at "
                + at
                + ": tensors overlap or leave a gap");
      }
      at = entry.end();
    }
    if (at != dataBytes) {
      throw new SafetensorsException(
          file, "its tensors have " + at + " bytes, the file has " + dataBytes + " for them");
    }
  }
}
