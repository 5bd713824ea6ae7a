package graft.app.cli;

import graft.app.model.ModelFile;
import graft.app.model.Origin;
import graft.app.model.Origin.Input;
import graft.app.model.OutputFile;
import graft.model.Weights;
import graft.study.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command of surgery puts its model. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to write the model (safetensors).")
  private Path file;

  @Option(
      names = {"--force", "--overwrite"},
      description = "Replace FILE if it is there.")
  private boolean replace;

  /** Checks that the file can be written, before anything is read. */
  void requireUsable() {
    new OutputFile(file, replace).requireUsable();
  }

  /**
   * Operates, writes, and prints how many values differ from the model that gave the shape.
   *
   * @param frame that model, one of the inputs
   */
  void write(
      Console console,
      Record operation,
      List<Input> inputs,
      ModelFile frame,
      Supplier<Weights> operate) {
    Weights result;
    try {
      result = operate.get();
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    new OutputFile(file, replace)
        .write(result, new Origin(operation, inputs, Version.number(), Version.commit()));
    console
        .out()
        .println(
            "%s is written; %,d of its %,d values differ from %s"
                .formatted(
                    file,
                    differing(result.values(), frame.weights().values()),
                    result.values().length,
                    frame.path()));
  }

  private static int differing(float[] result, float[] frame) {
    int count = 0;
    for (int i = 0; i < result.length; i++) {
      count += Float.floatToRawIntBits(result[i]) == Float.floatToRawIntBits(frame[i]) ? 0 : 1;
    }
    return count;
  }
}
