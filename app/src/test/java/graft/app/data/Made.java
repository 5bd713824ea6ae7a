package graft.app.data;

import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.rule.Union;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Generations inside a test. */
final class Made {
  /** Ragged, and so long that a chunk holds 65 of them. */
  static final Procedure RULE = new Union(1000, 2000);

  static final int COUNT = 300;

  private Made() {}

  static DataRecipe recipe(Format format) {
    return recipe(RULE, 7, Split.TRAIN, 20, COUNT, format);
  }

  static DataRecipe recipe(
      Procedure procedure, long seed, Split split, int heldOut, long count, Format format) {
    return new DataRecipe(procedure, seed, split, heldOut, count, format, "1.0", "abc1234");
  }

  /** A generation that puts down how it goes, and dies once so many examples are written. */
  static final class Watched implements Generation.Listener {
    final List<Long> begun = new ArrayList<>();
    private final long end;

    Watched(long end) {
      this.end = end;
    }

    @Override
    public void begun(long examples) {
      begun.add(examples);
    }

    @Override
    public void drawn(long examples) {
      if (examples >= end) {
        throw new IllegalStateException("killed at " + examples);
      }
    }

    @Override
    public void packed(double share) {}
  }

  static Watched undisturbed() {
    return new Watched(Long.MAX_VALUE);
  }

  /** Writes a file, safe after every chunk. */
  static Watched write(DataRecipe recipe, Path file, int threads) throws InterruptedException {
    Watched watched = undisturbed();
    generation(recipe, file, threads, Duration.ZERO, watched).run(false);
    return watched;
  }

  static Generation generation(
      DataRecipe recipe, Path file, int threads, Duration between, Generation.Listener listener) {
    return new Generation(recipe, file, threads, between, listener);
  }

  /** The files of a folder and what they hold. */
  static SortedMap<String, byte[]> files(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> list = Files.list(folder)) {
      for (Path file : list.toList()) {
        files.put(
            file.getFileName().toString(),
            Files.isDirectory(file) ? new byte[0] : Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** The examples as training sees them. */
  static List<Example> examples(DataRecipe recipe) {
    ExampleSource source = new ExampleSource(recipe.procedure(), recipe.seed(), recipe.heldOut());
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < recipe.count(); i++) {
      Example example = new Example();
      if (recipe.split() == Split.TRAIN) {
        source.train(i, example);
      } else {
        source.heldOut(i, example);
      }
      examples.add(example);
    }
    return examples;
  }
}
