package graft.app.cli;

import graft.app.model.ModelFile;
import graft.app.report.Figures;
import graft.app.report.Json;
import graft.app.report.TextTable;
import graft.study.InputException;
import graft.surgery.Diff;
import graft.surgery.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft diff}: where two models differ. */
@Command(
    name = "diff",
    description =
        "Show where two models of the same layers, heads and width differ, by part, head and tensor,"
            + " the most different first.",
    footer = {
      "%nrelative is 2 |a - b| / (|a| + |b|): 0 the same, 1.41 unrelated, 2 opposite or one of them 0."
    })
final class DiffCommand implements Runnable {
  private final Console console;

  @Parameters(index = "0", paramLabel = "A", description = "A model (safetensors).")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another.")
  private Path second;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rows of each table (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Print one JSON object, with all rows.")
  private boolean json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (top < 1) {
      throw new InputException("--top must be 1 or more, not " + top);
    }
    ModelFile a = ModelFile.read(first);
    ModelFile b = ModelFile.read(second);
    Diff diff;
    try {
      diff = Diff.between(a.weights(), b.weights());
    } catch (IllegalArgumentException e) {
      throw new InputException(first + " and " + second + ": " + e.getMessage());
    }
    if (json) {
      console.out().println(json(a, b, diff));
    } else {
      print(diff);
    }
  }

  private static String json(ModelFile a, ModelFile b, Diff diff) {
    return Json.text(
        Json.object(
            "first", input(a),
            "second", input(b),
            "parts", diff.parts().stream().map(DiffCommand::json).toList(),
            "heads", diff.heads().stream().map(DiffCommand::json).toList(),
            "tensors", diff.tensors().stream().map(DiffCommand::json).toList(),
            "incomparable", diff.incomparable()));
  }

  private static Map<String, @Nullable Object> input(ModelFile file) {
    return Json.object("file", file.path().toString(), "sha256", file.sha256());
  }

  private static Map<String, @Nullable Object> json(Difference difference) {
    return Json.object(
        "name", difference.name(),
        "values", difference.values(),
        "relative", difference.relative(),
        "cosine", difference.cosine(),
        "norm", difference.first(),
        "otherNorm", difference.second(),
        "distance", difference.distance());
  }

  private void print(Diff diff) {
    long same = diff.tensors().stream().filter(tensor -> tensor.distance() == 0).count();
    console
        .out()
        .println("%d of %d comparable tensors are the same".formatted(same, diff.tensors().size()));
    diff.incomparable().forEach(text -> console.out().println("not comparable: " + text));
    table("part", diff.parts());
    table("head", diff.heads());
    table("tensor", diff.tensors());
  }

  private void table(String what, List<Difference> differences) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(what, "relative", "cosine", "|a|", "|b|", "|a - b|"));
    differences.stream().limit(top).map(DiffCommand::row).forEach(rows::add);
    console.out().println();
    console.out().print(TextTable.layOut(rows, List.of(false, true, true, true, true, true)));
    if (differences.size() > top) {
      console.out().println("and %d less different".formatted(differences.size() - top));
    }
  }

  private static List<String> row(Difference difference) {
    return List.of(
        difference.name(),
        Figures.decimals(difference.relative(), 3),
        Figures.decimals(difference.cosine(), 3),
        Figures.significant(difference.first()),
        Figures.significant(difference.second()),
        Figures.significant(difference.distance()));
  }
}
