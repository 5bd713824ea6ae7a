package graft.training;

import graft.engine.Engine;
import graft.model.GptConfig;
import graft.model.Parameters;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.combinator.Curriculum;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Trains a model on a procedure. The result is a pure function of initial weights, procedure,
 * settings, seed and engine: how many threads work, and how often the run was stopped and resumed,
 * changes no bit.
 *
 * <p>Runs on the calling thread; an interrupt saves a checkpoint and ends the run.
 */
public final class Trainer {
  private final Engine engine;
  private final IntSupplier threads;
  private final Duration checkpointEvery;

  /**
   * A trainer.
   *
   * @param threads asked before the run and after each evaluation: how many threads the engine may
   *     use now
   * @param checkpointEvery least time between checkpoints
   */
  public Trainer(Engine engine, IntSupplier threads, Duration checkpointEvery) {
    this.engine = engine;
    this.threads = threads;
    this.checkpointEvery = checkpointEvery;
  }

  /**
   * Trains, from the journal's checkpoint if it has one. Of a {@link Curriculum} it draws the
   * examples that the procedure in it would get alone, at the length that is due.
   *
   * @param initial the weights to begin with; not changed
   * @param seed of the examples and of dropout
   * @return the trained weights
   * @throws IllegalArgumentException if the procedure does not fit the model
   * @throws DivergedException if the loss is no longer finite
   * @throws InterruptedException if the thread was interrupted; the journal holds a checkpoint then
   */
  public Weights train(
      Weights initial,
      Procedure procedure,
      TrainingSettings settings,
      long seed,
      Journal journal,
      TrainingObserver observer)
      throws IOException, InterruptedException {
    return train(initial, procedure, settings, seed, Frozen.NONE, journal, observer);
  }

  /**
   * The same, but some of the weights stay as they are.
   *
   * @param frozen which, the same at every call for one journal
   */
  public Weights train(
      Weights initial,
      Procedure procedure,
      TrainingSettings settings,
      long seed,
      Frozen frozen,
      Journal journal,
      TrainingObserver observer)
      throws IOException, InterruptedException {
    requireFits(initial.config(), procedure, settings);
    try (Run run =
        new Run(
            engine,
            threads,
            checkpointEvery,
            initial,
            procedure,
            settings,
            seed,
            frozen,
            journal,
            observer)) {
      run.run();
      return run.weights;
    }
  }

  /**
   * Roughly how many bytes a run takes at the most: the engine's session, initial and trained
   * weights, gradient, two moments, a batch and the held-out set.
   *
   * @param threads of the engine, see {@link Engine#memory}
   */
  public static long memory(
      Engine engine,
      GptConfig config,
      Procedure procedure,
      TrainingSettings settings,
      int threads) {
    long model = 5L * Parameters.of(config).size() * Float.BYTES;
    long sequences = (long) settings.batch() + settings.heldOut();
    long batches = 2L * sequences * procedure.length() * Integer.BYTES;
    return engine.memory(config, Reading.of(procedure).positions(), threads) + model + batches;
  }

  /**
   * Checks that a model can be trained on a procedure.
   *
   * @throws IllegalArgumentException naming both sizes, or the settings that leave too few
   *     sequences
   */
  public static void requireFits(GptConfig config, Procedure procedure, TrainingSettings settings) {
    Procedure drawn = Curriculum.drawn(procedure);
    Reading reading = Reading.of(drawn);
    int bits = drawn.bitsPerPosition();
    if (bits > 0 && bits != config.vocabulary()) {
      throw new IllegalArgumentException(
          drawn.name()
              + " makes vectors of "
              + bits
              + " bits, so the model's vocabulary must be that, not "
              + config.vocabulary());
    }
    if (reading.vocabulary() > config.vocabulary()) {
      throw new IllegalArgumentException(
          drawn.name()
              + " has a vocabulary of "
              + reading.vocabulary()
              + " tokens, the model only "
              + config.vocabulary());
    }
    if (reading.positions() > config.positions()) {
      throw new IllegalArgumentException(
          drawn.name()
              + " makes sequences of up to "
              + reading.positions()
              + (bits > 0 ? " vectors" : " tokens")
              + ", the model has only "
              + config.positions()
              + " positions");
    }
    int grade = procedure instanceof Curriculum curriculum ? curriculum.from() : 0;
    // The shortest sequences are the fewest: held-out ones must leave some to train on.
    Data.source(drawn, grade, 0, settings.heldOut());
  }
}
