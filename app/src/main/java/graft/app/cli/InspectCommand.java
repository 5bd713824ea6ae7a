package graft.app.cli;

import graft.app.model.TensorFile;
import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.TextTable;
import graft.model.Tensor;
import graft.surgery.Moments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Figures of one tensor; of no values all are 0. */
  private record Summary(Tensor tensor, Moments moments, double norm, double largest, int zeros) {
    static Summary of(Tensor tensor) {
      float[] values =
          Arrays.copyOfRange(tensor.values(), tensor.offset(), tensor.offset() + tensor.size());
      double squares = 0;
      double largest = 0;
      int zeros = 0;
      for (float value : values) {
        squares += (double) value * value;
        largest = Math.max(largest, Math.abs(value));
        zeros += value == 0 ? 1 : 0;
      }
      Moments moments = values.length == 0 ? new Moments(0, 0) : Moments.of(values);
      return new Summary(tensor, moments, Math.sqrt(squares), largest, zeros);
    }

    List<String> row() {
      return List.of(
          tensor.name(),
          tensor.shape().toString(),
          Figures.significant(moments.mean()),
          Figures.significant(moments.deviation()),
          Figures.significant(norm),
          Figures.significant(largest),
          Integer.toString(zeros));
    }

    Map<String, @Nullable Object> json() {
      return Json.object(
          "name", tensor.name(),
          "shape", tensor.shape(),
          "mean", moments.mean(),
          "deviation", moments.deviation(),
          "norm", norm,
          "largest", largest,
          "zeros", zeros);
    }
  }

  @Override
  public void run() {
    TensorFile read = TensorFile.read(file);
    List<Summary> summaries = read.tensors().stream().map(Summary::of).toList();
    long values = read.tensors().stream().mapToLong(Tensor::size).sum();
    if (json) {
      console.out().println(json(read, summaries, values));
    } else {
      print(read, summaries, values);
    }
  }

  private String json(TensorFile read, List<Summary> summaries, long values) {
    return Json.text(
        Json.object(
            "file", file.toString(),
            "sha256", read.sha256(),
            "metadata", new TreeMap<>(read.metadata()),
            "values", values,
            "tensors", summaries.stream().map(Summary::json).toList()));
  }

  private void print(TensorFile read, List<Summary> summaries, long values) {
    console.out().println("%s: %,d values in %d tensors".formatted(file, values, summaries.size()));
    console.out().println("sha256 " + read.sha256());
    new TreeMap<>(read.metadata())
        .forEach((name, text) -> console.out().println(name + " " + text));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("tensor", "shape", "mean", "deviation", "norm", "largest", "zeros"));
    summaries.forEach(summary -> rows.add(summary.row()));
    console.out().println();
    console
        .out()
        .print(TextTable.layOut(rows, List.of(false, false, true, true, true, true, true)));
  }
}
