package graft.app.cli;

import graft.app.data.DataRecipe;
import graft.app.data.Format;
import graft.app.data.Generation;
import graft.app.data.Sidecar;
import graft.app.data.Split;
import graft.app.progress.Tally;
import graft.procedure.Procedures;
import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft generate}: a file of the very examples that training or evaluation would see. */
@Command(
    name = "generate",
    description =
        "Write examples of a procedure into a file, and beside it FILE.json with all that determines"
            + " it and its checksum. A run that was stopped goes on where it was.",
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 4096;

  /** What a kill may cost. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROCEDURE",
      completionCandidates = ProcedureNames.class,
      description = "One of those that 'graft list procedures' shows.")
  private @Nullable String name;

  @Mixin private final ExampleOptions draw = new ExampleOptions();

  @Option(names = "--count", paramLabel = "N", description = "How many examples.")
  private @Nullable Long count;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write.")
  private @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "jsonl|parquet|bin|npy",
      description = "Layout of FILE (default: what its name ends in).")
  private @Nullable Format format;

  @Option(
      names = "--split",
      paramLabel = "train|heldout",
      defaultValue = "train",
      description = "Which examples (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(
      names = "--held-out",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Sequences kept out of training (default: ${DEFAULT-VALUE}).")
  private int heldOut;

  @Option(
      names = "--overwrite",
      description = "Replace FILE, and what was begun with other arguments.")
  private boolean overwrite;

  @Option(names = "--threads", paramLabel = "N", description = "Cores to use (default: all).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "Instead: compare a generated file with its checksum; 1 if it has changed.")
  private @Nullable Path check;

  GenerateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (check != null) {
      return check(check);
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new InputException("--threads must be from 1 to " + MOST_THREADS + ", not " + threads);
    }
    Path output = required(file, "-o FILE");
    DataRecipe recipe = recipe(output);
    boolean isNew = generate(recipe, output);
    console
        .out()
        .println(
            "%s %s %d examples of %s; recipe and checksum are in %s.json"
                .formatted(
                    output,
                    isNew ? "has" : "is there already, with the same recipe:",
                    recipe.count(),
                    recipe.procedure().name(),
                    output));
    return 0;
  }

  private static <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new InputException("graft generate needs " + what + "; see graft generate --help");
    }
    return value;
  }

  private DataRecipe recipe(Path output) {
    String rule = required(name, "a PROCEDURE; graft list procedures shows them");
    long examples = required(count, "--count N");
    Format given = format == null ? Format.of(output.toString()) : format;
    Format layout = required(given, "--format, since " + output + " does not end in one");
    try {
      return new DataRecipe(
          Procedures.create(rule, draw.settings()),
          draw.seed(),
          split,
          heldOut,
          examples,
          layout,
          Version.number(),
          Version.commit());
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private boolean generate(DataRecipe recipe, Path output) throws InterruptedException {
    Interruption interruption = Interruption.watch(console.err());
    try (Tally tally = console.tally(quiet)) {
      GenerationProgress progress = new GenerationProgress(recipe, tally);
      return new Generation(recipe, output, threads, BETWEEN, progress).run(overwrite);
    } finally {
      interruption.forget();
    }
  }

  private int check(Path generated) {
    try {
      String damage = Sidecar.damage(generated);
      console
          .out()
          .println(
              damage == null
                  ? generated + " is as it was generated"
                  : damage + "; generate it again with --overwrite");
      return damage == null ? 0 : Graft.FAILED;
    } catch (IOException e) {
      throw new InputException("cannot read " + generated + " (" + e + ")");
    }
  }
}
