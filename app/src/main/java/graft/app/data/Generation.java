package graft.app.data;

import graft.study.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file of examples. Killed at any moment, it goes on where it was when it is run again;
 * its bytes depend on the recipe alone.
 */
public final class Generation {
  private final DataRecipe recipe;
  private final Target target;
  private final int threads;
  private final Duration between;
  private final Listener listener;

  /** Is told how it goes on. */
  public interface Listener {
    /** So many examples are there from before. */
    void begun(long examples);

    /** So many examples are drawn and written, those from before included. */
    void drawn(long examples);

    /** All are drawn, and so large a share of the file itself is made; from any thread. */
    void packed(double share);
  }

  /**
   * A generation that has not begun.
   *
   * @param file FILE
   * @param threads that draw
   * @param between how much time may pass until what is done is safe from being killed
   */
  public Generation(
      DataRecipe recipe, Path file, int threads, Duration between, Listener listener) {
    this.recipe = recipe;
    this.target = new Target(file, recipe.format());
    this.threads = threads;
    this.between = between;
    this.listener = listener;
  }

  /**
   * Writes the file, or what of it was missing.
   *
   * @param overwrite whether a file that is there, and a part of another, may be replaced
   * @return false if the file was there already, made by the same recipe
   * @throws InputException if something is in the way, or nothing can be written or drawn
   */
  public boolean run(boolean overwrite) throws InterruptedException {
    target.requireFolder();
    recipe.source();
    try {
      if (!overwrite && target.isComplete(recipe)) {
        return false;
      }
      try (Partial partial = Partial.open(target, recipe, overwrite)) {
        complete(partial);
      }
      return true;
    } catch (IOException e) {
      throw new InputException(
          "cannot write %s (%s); what is done is kept in %s: make room or give the right to write, and start the same command again"
              .formatted(target.file(), e, target.partial()));
    }
  }

  private void complete(Partial partial) throws IOException, InterruptedException {
    if (!partial.isSealed()) {
      List<Sidecar.Sum> sums = draw(partial);
      if (recipe.format() == Format.PARQUET) {
        sums = List.of(pack(partial));
      }
      partial.seal(Sidecar.text(recipe, sums));
    }
    partial.publish();
  }

  private List<Sidecar.Sum> draw(Partial partial) throws IOException, InterruptedException {
    Encoder encoder = recipe.format().encoder(recipe);
    try (JournaledFiles files =
            new JournaledFiles(partial.chunked(), partial.journal(), encoder, between);
        Chunks chunks = new Chunks(recipe, encoder, threads, files.examples())) {
      listener.begun(files.examples());
      draw(chunks, files);
      files.mark();
      return sums(files);
    } catch (InputException e) {
      // However often it is tried, these examples cannot be drawn.
      partial.discard();
      throw e;
    }
  }

  private void draw(Chunks chunks, JournaledFiles files) throws IOException, InterruptedException {
    @Nullable Chunk chunk = chunks.next();
    while (chunk != null) {
      files.append(chunk);
      listener.drawn(chunk.end());
      chunk = chunks.next();
    }
  }

  private List<Sidecar.Sum> sums(JournaledFiles files) {
    List<Sidecar.Sum> sums = new ArrayList<>();
    for (Path file : target.files()) {
      sums.add(files.sum(sums.size(), file.getFileName().toString()));
    }
    return sums;
  }

  private Sidecar.Sum pack(Partial partial) throws IOException {
    Path lines = partial.chunked().getFirst();
    Path file = partial.inside(target.file());
    ParquetFile.write(lines, file, recipe, partial.spill(), listener::packed);
    try (HashedFile written = HashedFile.open(file)) {
      written.force();
    }
    return Sidecar.Sum.of(file);
  }
}
