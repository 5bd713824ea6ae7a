package graft.app.cli;

import graft.app.data.Split;
import graft.app.report.Json;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.Vocabulary;
import graft.study.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ExampleOptions draw = new ExampleOptions();

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--split",
      paramLabel = "train|heldout",
      defaultValue = "train",
      description = "Which examples (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(names = "--raw", description = "Print the ids of the tokens and nothing else.")
  private boolean raw;

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
    if (raw && json) {
      throw new InputException("--raw and --json exclude each other; leave one out");
    }
    try {
      print(new ExampleSource(Procedures.create(name, draw.settings()), draw.seed(), HELD_OUT));
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private void print(ExampleSource source) {
    if (json) {
      console.out().println(json(source));
    } else if (raw) {
      each(source, example -> console.out().println(ids(example)));
    } else {
      SampleText text = new SampleText(source.procedure(), console);
      text.head(draw.seed(), splitName());
      each(source, text::show);
      text.foot();
    }
  }

  private String splitName() {
    return split.name().toLowerCase(Locale.ROOT);
  }

  private void each(ExampleSource source, Consumer<Example> show) {
    Example example = new Example();
    for (int i = 0; i < count; i++) {
      split.draw(source, i, example);
      show.accept(example);
    }
  }

  private static String ids(Example example) {
    return Arrays.stream(example.tokens())
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  private String json(ExampleSource source) {
    Procedure procedure = source.procedure();
    List<Map<String, @Nullable Object>> examples = new ArrayList<>();
    each(source, example -> examples.add(json(example, procedure.vocabulary())));
    return Json.text(
        Json.object(
            "procedure", procedure.name(),
            "settings", Procedures.settings(procedure),
            "examples", examples,
            "seed", draw.seed(),
            "split", splitName()));
  }

  private static Map<String, @Nullable Object> json(Example example, Vocabulary vocabulary) {
    return Json.object(
        "tokens", example.tokens(),
        "symbols", Arrays.stream(example.tokens()).mapToObj(vocabulary::symbol).toList(),
        "counted", example.counted());
  }
}
