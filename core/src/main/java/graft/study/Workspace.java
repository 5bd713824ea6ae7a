package graft.study;

import graft.model.Safetensors;
import graft.model.Weights;
import graft.training.Checkpoint;
import graft.training.Journal;
import graft.training.Measurement;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The folder in which one result is being computed, under its lock. */
final class Workspace implements Journal, AutoCloseable {
  private final Recipe.Trained recipe;
  private final Path folder;
  private final Path target;
  private final Path failure;
  private final FileLock lock;
  private final Consumer<String> warn;
  private final RunLog log;
  private @Nullable Measurement last;

  /**
   * A workspace.
   *
   * @param target where the result is to be
   * @param failure where the trace of a failure is to be
   */
  Workspace(
      Recipe.Trained recipe,
      Path folder,
      Path target,
      Path failure,
      FileLock lock,
      Consumer<String> warn)
      throws IOException {
    this.recipe = recipe;
    this.folder = folder;
    this.target = target;
    this.failure = failure;
    this.lock = lock;
    this.warn = warn;
    Files.createDirectories(folder);
    Files.createDirectories(target.getParent());
    log = new RunLog(folder);
  }

  /** What happens to the run is written here. */
  RunLog log() {
    return log;
  }

  /** What was measured last by this process; null if nothing was. */
  @Nullable Measurement last() {
    return last;
  }

  private Path metrics() {
    return folder.resolve(Result.METRICS);
  }

  @Override
  public @Nullable Checkpoint load() throws IOException {
    Checkpoint checkpoint = null;
    try {
      checkpoint = CheckpointFile.read(folder, recipe);
    } catch (IOException e) {
      String warning = "a checkpoint cannot be used (" + e.getMessage() + "): its run starts anew";
      log.add("warning: " + warning);
      warn.accept(warning);
    }
    if (checkpoint == null) {
      Files.deleteIfExists(metrics());
    } else {
      Metrics.forgetAfter(metrics(), checkpoint.step());
      log.add("goes on from step " + checkpoint.step());
    }
    return checkpoint;
  }

  @Override
  public void append(Measurement measurement) throws IOException {
    Metrics.append(metrics(), measurement);
    if (last != null && last.grade() != measurement.grade()) {
      log.add("input length " + measurement.grade() + " after step " + measurement.step());
    }
    last = measurement;
  }

  @Override
  public void save(Checkpoint checkpoint) throws IOException {
    CheckpointFile.write(folder, recipe, checkpoint);
  }

  /** Makes the finished run a result of the store. */
  Result finish(Weights weights, Provenance provenance) throws IOException {
    String id = recipe.id();
    Durable.write(folder.resolve(Result.RECIPE), recipe.json().toPrettyString() + "\n");
    Durable.write(folder.resolve(Result.PROVENANCE), provenance.json(id));
    Safetensors.saveWeights(
        folder.resolve(Result.WEIGHTS), weights, java.util.Map.of("graft.recipe", id));
    Marker.write(folder);
    Durable.move(folder, target);
    CheckpointFile.delete(target);
    Files.deleteIfExists(failure);
    return new Result(id, target);
  }

  /** Leaves a trace of why no result came of the run. */
  void fail(String reason, Provenance provenance) throws IOException {
    FailureFile.write(failure, reason, recipe.id(), provenance);
  }

  /** Gives up the lock; what is not finished can be taken on again. */
  @Override
  public void close() throws IOException {
    lock.release();
  }
}
