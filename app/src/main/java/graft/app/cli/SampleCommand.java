package graft.app.cli;

import graft.app.data.Split;
import graft.app.report.Json;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.study.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft sample}: the very examples that training or evaluation would see. */
@Command(name = "sample", description = "Print examples of a procedure.")
final class SampleCommand implements Runnable {
  /** As many as training holds out by default. */
  private static final int HELD_OUT = 4000;

  private final Console console;

  @Parameters(
      paramLabel = "PROCEDURE",
      completionCandidates = ProcedureNames.class,
      description = "One of those that 'graft list procedures' shows.")
  private String name;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the procedure; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the experiment (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--split",
      paramLabel = "train|heldout",
      defaultValue = "train",
      description = "Which examples (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  SampleCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if (count < 1 || count > HELD_OUT) {
      throw new InputException("--count must be from 1 to " + HELD_OUT + ", not " + count);
    }
    try {
      print(new ExampleSource(Procedures.create(name, settings), seed, HELD_OUT));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private void print(ExampleSource source) {
    ExampleText text = new ExampleText(source.procedure().vocabulary(), console.colour());
    Example example = new Example();
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      split.draw(source, i, example);
      if (json) {
        objects.add(text.json(example));
      } else {
        console.out().println(text.of(example));
      }
    }
    console.out().println(json ? json(source.procedure(), objects) : text.legend());
  }

  private static String json(Procedure procedure, List<Map<String, @Nullable Object>> examples) {
    return Json.text(
        Json.object(
            "procedure", procedure.name(),
            "settings", Procedures.settings(procedure),
            "examples", examples));
  }
}
