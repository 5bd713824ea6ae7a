package graft.model;

import static graft.model.SafetensorsException.damaged;
import static graft.model.SafetensorsException.unsuitable;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One tensor as a safetensors header describes it, in itself consistent. Whether the file has its
 * data is for {@link SafetensorsHeader} to say.
 *
 * @param shape sizes, of as many values as an array can hold
 * @param begin first byte, counted from the start of the data
 * @param end one past the last byte
 */
record SafetensorsEntry(String name, List<Integer> shape, long begin, long end) {

  /** Number of values. */
  int size() {
    return (int) ((end - begin) / Float.BYTES);
  }

  static SafetensorsEntry parse(String name, JsonNode node, Path file) throws SafetensorsException {
    String about = "tensor '" + name + "': ";
    JsonNode type = node.path("dtype");
    JsonNode offsets = node.path("data_offsets");
    if (node.size() != 3 || !type.isTextual() || !offsets.isArray() || offsets.size() != 2) {
      throw damaged(file, about + "described by something else than dtype, shape, data_offsets");
    }
    if (!type.textValue().equals("F32")) {
      throw unsuitable(
          file, about + "dtype is " + shortened(type), "only F32 can be read: convert the file");
    }
    long begin = integer(offsets.get(0), Long.MAX_VALUE, about + "data_offsets", file);
    long end = integer(offsets.get(1), Long.MAX_VALUE, about + "data_offsets", file);
    List<Integer> shape = shape(node.path("shape"), about, file);
    long count = Tensor.count(shape);
    if (count < 0) {
      throw damaged(file, about + "shape " + shape + " has more values than an array can hold");
    }
    if (end - begin != count * Float.BYTES) {
      throw damaged(
          file,
          about
              + "data_offsets [%d, %d] are %d bytes, shape %s needs %d"
                  .formatted(begin, end, end - begin, shape, count * Float.BYTES));
    }
    return new SafetensorsEntry(name, shape, begin, end);
  }

  private static List<Integer> shape(JsonNode node, String about, Path file)
      throws SafetensorsException {
    if (!node.isArray()) {
      throw damaged(file, about + "shape is " + shortened(node) + ", not a list");
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode side : node) {
      shape.add((int) integer(side, Integer.MAX_VALUE, about + "shape", file));
    }
    return List.copyOf(shape);
  }

  private static long integer(JsonNode node, long largest, String what, Path file)
      throws SafetensorsException {
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    if (!whole || node.longValue() < 0 || node.longValue() > largest) {
      throw damaged(
          file, what + ": " + shortened(node) + " is no whole number from 0 to " + largest);
    }
    return node.longValue();
  }

  /** A hostile value may be long. */
  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
