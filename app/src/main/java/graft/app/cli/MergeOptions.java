package graft.app.cli;

import graft.app.model.ModelFile;
import graft.app.model.Origin.Input;
import graft.model.Weights;
import graft.study.InputException;
import graft.surgery.EmbeddingStrategy;
import graft.surgery.Selector;
import graft.surgery.merge.Merge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all methods of merging have in common. */
final class MergeOptions {
  @Option(
      names = "--embedding",
      paramLabel = "average|random|retain|extend",
      description =
          "What token embedding and head of models of another vocabulary than the first one's become"
              + " before they are merged: the mean of their rows, the first model's, or their own,"
              + " with their mean for further tokens.")
  private @Nullable EmbeddingStrategy embedding;

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  /** A method, for what is selected and a strategy. */
  @FunctionalInterface
  interface Method {
    Merge of(Selector selector, @Nullable EmbeddingStrategy embedding);
  }

  /**
   * Merges files.
   *
   * @param first what the first one is to the method
   */
  void merge(Console console, String first, List<Path> files, Method method) {
    Merge merge = made(method);
    output.requireUsable();
    List<Input> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(new Input(inputs.isEmpty() ? first : "model", ModelFile.read(file)));
    }
    List<Weights> models = inputs.stream().map(input -> input.file().weights()).toList();
    output.write(
        console, (Record) merge, inputs, inputs.getFirst().file(), () -> merge.apply(models));
  }

  private Merge made(Method method) {
    try {
      return method.of(selection.selector(), embedding);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** One number for each model: those given, or the only one, or 1, for all of them. */
  static List<Double> each(List<Double> given, int models) {
    if (given.size() > 1) {
      return given;
    }
    return Collections.nCopies(models, given.isEmpty() ? 1.0 : given.getFirst());
  }
}
