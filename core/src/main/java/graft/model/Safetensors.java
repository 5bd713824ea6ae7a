package graft.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files of named tensors, and of models, in the safetensors format
 * (https://github.com/huggingface/safetensors): eight bytes with the header's length, a JSON
 * header, then the data, all little-endian; here always in single precision (F32).
 *
 * <p>A header is believed only as far as the file's own length bears it out: every claim is checked
 * before anything is allocated for it. Numbers that are not finite neither come in nor go out.
 */
public final class Safetensors {
  /** The metadata entry with a model's {@link GptConfig} as JSON. */
  public static final String CONFIG = "graft.config";

  static final int BUFFER_BYTES = 1 << 16;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param metadata the header's texts by name
   * @param tensors in the order of their data, each with an array of its own
   */
  public record Contents(Map<String, String> metadata, List<Tensor> tensors) {
    public Contents {
      metadata = Map.copyOf(metadata);
      tensors = List.copyOf(tensors);
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor tensor(String name) {
      for (Tensor tensor : tensors) {
        if (tensor.name().equals(name)) {
          return tensor;
        }
      }
      throw new IllegalArgumentException(
          "there is no tensor '" + name + "' but " + tensors.stream().map(Tensor::name).toList());
    }
  }

  /**
   * Writes a file straight from the arrays of the tensors and forces it to the disk. The same
   * arguments give the same bytes. An existing file is overwritten in place: who needs all or
   * nothing writes beside it and renames.
   *
   * @throws IllegalArgumentException if two tensors share a name or a value is not finite; nothing
   *     is written then
   */
  public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors)
      throws IOException {
    byte[] header = SafetensorsWriter.header(metadata, tensors);
    for (Tensor tensor : tensors) {
      requireFinite(tensor);
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      new SafetensorsWriter(channel).write(header, tensors);
      channel.force(true);
    }
  }

  private static void requireFinite(Tensor tensor) {
    int wrong = tensor.firstNotFinite();
    if (wrong >= 0) {
      throw new IllegalArgumentException(
          "tensor '%s': value %d is %s, and only finite numbers are saved; has training diverged?"
              .formatted(tensor.name(), wrong, tensor.values()[tensor.offset() + wrong]));
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws SafetensorsException if the file is damaged or holds something else than finite F32
   */
  public static Contents read(Path file) throws IOException {
    try (SafetensorsReader reader = new SafetensorsReader(file)) {
      List<Tensor> tensors = new ArrayList<>();
      for (SafetensorsEntry entry : reader.header().entries()) {
        tensors.add(reader.next(entry, new float[entry.size()], 0));
      }
      return new Contents(reader.header().metadata(), tensors);
    }
  }

  /**
   * Reads only the header's texts, whatever the size of the data.
   *
   * @throws SafetensorsException if the header is damaged or does not fit the file's length
   */
  public static Map<String, String> readMetadata(Path file) throws IOException {
    try (SafetensorsReader reader = new SafetensorsReader(file)) {
      return Map.copyOf(reader.header().metadata());
    }
  }

  /**
   * Writes a model under GPT-2's tensor names, as {@link #write} does. The metadata get two more
   * entries: {@link #CONFIG}, and {@code format = pt}, which Hugging Face's loader asks for (the
   * layout of the matrices, [in, out], is theirs as well).
   *
   * @throws IllegalArgumentException if a weight is not finite
   */
  public static void saveWeights(Path file, Weights weights, Map<String, String> metadata)
      throws IOException {
    Map<String, String> all = new TreeMap<>(metadata);
    all.put("format", "pt");
    all.put(CONFIG, ModelLayout.json(weights.config()));
    List<Tensor> tensors = new ArrayList<>();
    for (Parameter parameter : weights.parameters().list()) {
      tensors.add(
          new Tensor(parameter.name(), parameter.shape(), weights.values(), parameter.offset()));
    }
    write(file, all, tensors);
  }

  /**
   * Reads a model that {@link #saveWeights} wrote.
   *
   * @throws SafetensorsException if the file is damaged, has no valid {@link #CONFIG}, or has not
   *     exactly the tensors of a model of that shape
   */
  public static Weights loadWeights(Path file) throws IOException {
    try (SafetensorsReader reader = new SafetensorsReader(file)) {
      ModelLayout layout = ModelLayout.of(reader.header(), file);
      float[] values = new float[layout.parameters().size()];
      for (SafetensorsEntry entry : reader.header().entries()) {
        reader.next(entry, values, layout.offset(entry.name()));
      }
      return new Weights(layout.config(), values);
    }
  }
}
