package graft.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files in the safetensors format, which other tools read too: eight bytes with the length of a
 * JSON header (little endian), the header with each tensor's type, shape and place, then the
 * values. Graft writes and reads single precision (F32) only.
 *
 * <p>Reading trusts nothing: a header is checked against the file's real length before anything is
 * allocated for it.
 */
public final class Safetensors {
  private static final String SHAPE_KEY = "graft.shape";
  private static final int BUFFER_BYTES = 1 << 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param metadata the header's free texts
   * @param tensors by name, in the file's order
   */
  public record Content(Map<String, String> metadata, Map<String, Tensor> tensors) {
    /**
     * The tensor of that name.
     *
     * @throws IOException if there is none
     */
    public Tensor tensor(String name) throws IOException {
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IOException("the file has no tensor '" + name + "', only " + tensors.keySet());
      }
      return tensor;
    }
  }

  /**
   * Writes a file and waits until it is on the disk. Not atomic: write beside the target and
   * rename.
   */
  public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors)
      throws IOException {
    byte[] header = header(metadata, tensors);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = buffer();
      buffer.putLong(header.length);
      flush(buffer, channel);
      flush(ByteBuffer.wrap(header).position(header.length), channel);
      for (Tensor tensor : tensors) {
        write(tensor, buffer, channel);
      }
      channel.force(true);
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes what is in the buffer and empties it. */
  private static void flush(ByteBuffer buffer, FileChannel channel) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private static void write(Tensor tensor, ByteBuffer buffer, FileChannel channel)
      throws IOException {
    for (int i = 0; i < tensor.size(); i++) {
      if (buffer.remaining() < Float.BYTES) {
        flush(buffer, channel);
      }
      buffer.putFloat(tensor.values()[tensor.offset() + i]);
    }
    flush(buffer, channel);
  }

  private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(SafetensorsHeader.METADATA);
    metadata.forEach(texts::put);
    long at = 0;
    for (Tensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", "F32");
      var shape = entry.putArray("shape");
      tensor.shape().forEach(shape::add);
      long end = at + (long) Float.BYTES * tensor.size();
      entry.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    String text = header.toString();
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return (text + " ".repeat(-bytes & 7)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file of single-precision tensors.
   *
   * @throws SafetensorsException if the file is damaged, or a value is not finite
   */
  public static Content read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafetensorsHeader header = SafetensorsHeader.read(file, channel);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        float[] values = new float[entry.size()];
        read(file, channel, header.dataAt(), entry, values, 0);
        tensors.put(entry.name(), new Tensor(entry.name(), entry.shape(), values, 0));
      }
      return new Content(header.metadata(), tensors);
    }
  }

  private static void read(
      Path file,
      FileChannel channel,
      long dataAt,
      SafetensorsHeader.Entry entry,
      float[] values,
      int offset)
      throws IOException {
    ByteBuffer buffer = buffer();
    long at = dataAt + entry.begin();
    for (int done = 0; done < entry.size(); ) {
      buffer.clear().limit(Math.min(BUFFER_BYTES, Float.BYTES * (entry.size() - done)));
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, at);
        if (count < 0) {
          throw new SafetensorsException(file, "it ends within tensor '" + entry.name() + "'");
        }
        at += count;
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        float value = buffer.getFloat();
        if (!Float.isFinite(value)) {
          throw new SafetensorsException(
              file,
              "value " + done + " of tensor '" + entry.name() + "' is " + value + ", not finite");
        }
        values[offset + done++] = value;
      }
    }
  }

  /**
   * Writes a model under its parameters' names, with its shape in the metadata; see {@link #write}.
   */
  public static void saveWeights(Path file, Weights weights, Map<String, String> metadata)
      throws IOException {
    GptConfig config = weights.config();
    ObjectNode shape = JSON.createObjectNode();
    shape.put("layers", config.layers());
    shape.put("heads", config.heads());
    shape.put("width", config.width());
    shape.put("vocabulary", config.vocabulary());
    shape.put("positions", config.positions());
    shape.put("tied", config.tied());
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put(SHAPE_KEY, shape.toString());
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter p : weights.parameters().list()) {
      tensors.add(new Tensor(p.name(), p.shape(), weights.values(), p.offset()));
    }
    write(file, all, tensors);
  }

  /**
   * Reads a model that {@link #saveWeights} wrote.
   *
   * @throws SafetensorsException if it is damaged, or its tensors are not those of its shape
   */
  public static Weights loadWeights(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafetensorsHeader header = SafetensorsHeader.read(file, channel);
      GptConfig config = config(file, header);
      Parameters parameters = parameters(file, header, config);
      float[] values = new float[parameters.size()];
      for (Parameter parameter : parameters.list()) {
        read(
            file,
            channel,
            header.dataAt(),
            entry(file, header, parameter),
            values,
            parameter.offset());
      }
      return new Weights(config, values);
    }
  }

  private static GptConfig config(Path file, SafetensorsHeader header) throws IOException {
    String text = header.metadata().get(SHAPE_KEY);
    if (text == null) {
      throw new SafetensorsException(
          file, "its metadata lack '" + SHAPE_KEY + "', so it is not a model of Graft");
    }
    try {
      var json = JSON.readTree(text);
      return new GptConfig(
          json.required("layers").asInt(),
          json.required("heads").asInt(),
          json.required("width").asInt(),
          json.required("vocabulary").asInt(),
          json.required("positions").asInt(),
          json.required("tied").asBoolean());
    } catch (IOException | IllegalArgumentException e) {
      throw new SafetensorsException(
          file, "its metadata '" + SHAPE_KEY + "' cannot be used: " + e.getMessage());
    }
  }

  /**
   * The shape's parameters, if the file is as long as they need: only then may they be laid out.
   */
  private static Parameters parameters(Path file, SafetensorsHeader header, GptConfig config)
      throws SafetensorsException {
    double c = config.width();
    double rows = (double) config.vocabulary() * (config.tied() ? 1 : 2) + config.positions();
    double least = 4 * c * (rows + 12 * c * config.layers());
    if (least > header.dataBytes() || config.layers() > header.entries().size()) {
      throw new SafetensorsException(
          file, "it has too few values for its shape " + config + ": it was cut off or changed");
    }
    Parameters parameters = Parameters.of(config);
    if (parameters.list().size() != header.entries().size()) {
      Set<String> known = new java.util.LinkedHashSet<>();
      header.entries().forEach(entry -> known.add(entry.name()));
      parameters.list().forEach(parameter -> known.remove(parameter.name()));
      throw new SafetensorsException(
          file, "it has tensors that a model of its shape has not, or lacks some: " + known);
    }
    return parameters;
  }

  private static SafetensorsHeader.Entry entry(
      Path file, SafetensorsHeader header, Parameter parameter) throws SafetensorsException {
    for (SafetensorsHeader.Entry entry : header.entries()) {
      if (entry.name().equals(parameter.name())) {
        if (!entry.shape().equals(parameter.shape())) {
          throw new SafetensorsException(
              file,
              "tensor '"
                  + entry.name()
                  + "' has shape "
                  + entry.shape()
                  + ", not "
                  + parameter.shape());
        }
        return entry;
      }
    }
    throw new SafetensorsException(file, "it lacks the tensor '" + parameter.name() + "'");
  }
}
