package graft.model;

import static graft.model.SafetensorsException.damaged;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An open safetensors file whose header is checked; its data come tensor by tensor, in order. */
final class SafetensorsReader implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(Safetensors.BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  SafetensorsReader(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file);
    try {
      this.header = SafetensorsHeader.read(channel, file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  SafetensorsHeader header() {
    return header;
  }

  /** The next tensor of the file, into {@code values} from {@code offset} on. */
  Tensor next(SafetensorsEntry entry, float[] values, int offset) throws IOException {
    Tensor tensor = new Tensor(entry.name(), entry.shape(), values, offset);
    int most = Safetensors.BUFFER_BYTES / Float.BYTES;
    int end = offset + tensor.size();
    for (int left = tensor.size(); left > 0; left -= most) {
      int count = Math.min(most, left);
      fill(count * Float.BYTES);
      buffer.asFloatBuffer().get(values, end - left, count);
    }
    int wrong = tensor.firstNotFinite();
    if (wrong >= 0) {
      throw damaged(
          file,
          "tensor '%s': value %d is %s, not a finite number"
              .formatted(tensor.name(), wrong, values[offset + wrong]));
    }
    return tensor;
  }

  private void fill(int bytes) throws IOException {
    buffer.clear().limit(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw damaged(file, "the file became shorter while it was read");
      }
    }
    buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
