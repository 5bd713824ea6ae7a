package graft.app.cli;

import graft.app.model.TensorFile;
import graft.app.model.TensorSummary;
import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.TextTable;
import graft.model.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft inspect}: what a safetensors file holds. */
@Command(
    name = "inspect",
    description = "Show what a safetensors file holds: metadata, and figures of every tensor.")
final class InspectCommand implements Runnable {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A safetensors file; a model or anything else.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  InspectCommand(Console console) {
    this.console = console;
  }

  private static List<String> row(TensorSummary summary) {
    return List.of(
        summary.tensor().name(),
        summary.tensor().shape().toString(),
        Figures.significant(summary.mean()),
        Figures.significant(summary.deviation()),
        Figures.significant(summary.norm()),
        Figures.significant(summary.largest()),
        Integer.toString(summary.zeros()));
  }

  private static Map<String, @Nullable Object> json(TensorSummary summary) {
    return Json.object(
        "name", summary.tensor().name(),
        "shape", summary.tensor().shape(),
        "mean", summary.mean(),
        "deviation", summary.deviation(),
        "norm", summary.norm(),
        "largest", summary.largest(),
        "zeros", summary.zeros());
  }

  @Override
  public void run() {
    TensorFile read = TensorFile.read(file);
    List<TensorSummary> summaries = read.tensors().stream().map(TensorSummary::of).toList();
    long values = read.tensors().stream().mapToLong(Tensor::size).sum();
    if (json) {
      console.out().println(json(read, summaries, values));
    } else {
      print(read, summaries, values);
    }
  }

  private String json(TensorFile read, List<TensorSummary> summaries, long values) {
    return Json.text(
        Json.object(
            "file", file.toString(),
            "sha256", read.sha256(),
            "metadata", new TreeMap<>(read.metadata()),
            "values", values,
            "tensors", summaries.stream().map(InspectCommand::json).toList()));
  }

  private void print(TensorFile read, List<TensorSummary> summaries, long values) {
    console.out().println("%s: %,d values in %d tensors".formatted(file, values, summaries.size()));
    console.out().println("sha256 " + read.sha256());
    new TreeMap<>(read.metadata())
        .forEach((name, text) -> console.out().println(name + " " + text));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("tensor", "shape", "mean", "deviation", "norm", "largest", "zeros"));
    summaries.forEach(summary -> rows.add(row(summary)));
    console.out().println();
    console
        .out()
        .print(TextTable.layOut(rows, List.of(false, false, true, true, true, true, true)));
  }
}
