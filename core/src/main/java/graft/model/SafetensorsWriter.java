package graft.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts tensors into a channel in the safetensors format, through one modest buffer. */
final class SafetensorsWriter {
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(Safetensors.BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  SafetensorsWriter(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The header's bytes, padded with spaces so that the data begin at a multiple of eight.
   *
   * @throws IllegalArgumentException if two tensors share a name, or all is too long for a header
   */
  static byte[] header(Map<String, String> metadata, List<Tensor> tensors)
      throws JsonProcessingException {
    ObjectNode tree = SafetensorsHeader.JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = tree.putObject(SafetensorsHeader.METADATA);
      new TreeMap<>(metadata).forEach(texts::put);
    }
    Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
    long begin = 0;
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new IllegalArgumentException("the tensor name '" + tensor.name() + "' is taken");
      }
      ObjectNode entry = tree.putObject(tensor.name()).put("dtype", "F32");
      tensor.shape().forEach(entry.putArray("shape")::add);
      long end = begin + (long) Float.BYTES * tensor.size();
      entry.putArray("data_offsets").add(begin).add(end);
      begin = end;
    }
    return padded(SafetensorsHeader.JSON.writeValueAsBytes(tree));
  }

  private static byte[] padded(byte[] json) {
    int length = (json.length + 7) / 8 * 8;
    if (length > SafetensorsHeader.LONGEST) {
      throw new IllegalArgumentException(
          "names and metadata take %d bytes, more than the %d of a header"
              .formatted(length, SafetensorsHeader.LONGEST));
    }
    byte[] header = Arrays.copyOf(json, length);
    Arrays.fill(header, json.length, length, (byte) ' ');
    return header;
  }

  void write(byte[] header, List<Tensor> tensors) throws IOException {
    flush(buffer.putLong(header.length));
    writeFully(ByteBuffer.wrap(header));
    for (Tensor tensor : tensors) {
      write(tensor);
    }
  }

  private void write(Tensor tensor) throws IOException {
    int most = Safetensors.BUFFER_BYTES / Float.BYTES;
    int end = tensor.offset() + tensor.size();
    for (int left = tensor.size(); left > 0; left -= most) {
      int count = Math.min(most, left);
      buffer.asFloatBuffer().put(tensor.values(), end - left, count);
      flush(buffer.position(count * Float.BYTES));
    }
  }

  private void flush(ByteBuffer filled) throws IOException {
    writeFully(filled.flip());
    filled.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
