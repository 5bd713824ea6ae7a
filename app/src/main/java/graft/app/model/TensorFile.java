package graft.app.model;

import graft.model.Safetensors;
import graft.model.Tensor;
import graft.study.Checksum;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What any safetensors file of single-precision numbers holds, a model or not.
 *
 * @param path as the user gave it
 * @param sha256 of the file's bytes
 * @param metadata the header's texts by name
 * @param tensors in the order of their data
 */
public record TensorFile(
    Path path, String sha256, Map<String, String> metadata, List<Tensor> tensors) {
  /**
   * Reads a file.
   *
   * @throws InputException naming the file and the mend, if there is none or it cannot be used
   */
  public static TensorFile read(Path path) {
    ModelFile.requireFile(path);
    try {
      Safetensors.Contents contents = Safetensors.read(path);
      return new TensorFile(path, Checksum.of(path), contents.metadata(), contents.tensors());
    } catch (IOException e) {
      throw ModelFile.unreadable(path, e);
    }
  }
}
