package graft.study;

import graft.engine.Engine;
import graft.model.Initializer;
import graft.model.Weights;
import graft.procedure.combinator.Curriculum;
import graft.study.Plan.Node;
import graft.training.Journal;
import graft.training.Measurement;
import graft.training.Schedule;
import graft.training.Trainer;
import graft.training.TrainingObserver;
import graft.training.TrainingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Steps per second of a node, found by training: the trainer itself on the node's procedure, batch
 * and shape of model, with fresh weights and a rate of 0. Nothing is kept.
 */
final class TrainingRate {
  private static final long ENDLESS = 1_000_000_000;

  /** A warm-up is over when two rounds in a row are not faster by this factor. */
  private static final double STILL_WARMING = 1.05;

  /** Nor is it before so many steps: until the compiler comes to it, code is slow but steady. */
  private static final int FEWEST_STEPS = 50;

  private final Engine engine;
  private final Node node;
  private final long nanos;
  private final Weights weights;
  private final TrainingSettings settings;

  /**
   * The rate of a node.
   *
   * @param time how long to train each time; at least one step
   */
  TrainingRate(Engine engine, Node node, Duration time) {
    this.engine = engine;
    this.node = node;
    this.nanos = time.toNanos();
    this.weights = Initializer.fresh(node.config(), node.recipe().seed(), "measurement");
    this.settings = endless(node.recipe().settings());
  }

  /** The batch, dropout and clipping of a node, without an end or any learning. */
  private static TrainingSettings endless(TrainingSettings node) {
    return new TrainingSettings(
        ENDLESS,
        node.batch(),
        0,
        Schedule.CONSTANT,
        0,
        0,
        node.weightDecay(),
        node.clip(),
        node.dropout(),
        1,
        ENDLESS,
        null,
        0);
  }

  /**
   * Trains until the code is compiled; on one thread, which leaves other cores to the compiler.
   *
   * @param most how long at the most
   * @throws ExecutionException if training fails
   */
  void warmUp(Duration most) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    double best = 0;
    double steps = 0;
    int calm = 0;
    while ((calm < 2 || steps < FEWEST_STEPS) && System.nanoTime() - start < most.toNanos()) {
      double found = of(1, 1);
      steps += Math.max(1, found * nanos / 1e9);
      calm = found < STILL_WARMING * best ? calm + 1 : 0;
      best = Math.max(best, found);
    }
  }

  /**
   * Steps per second of so many trials together.
   *
   * @param threads of each
   * @throws ExecutionException if training fails
   */
  double of(int trials, int threads) throws InterruptedException, ExecutionException {
    Callable<Double> trial = () -> train(threads);
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            trials, Thread.ofPlatform().daemon().name("graft-measure-", 0).factory())) {
      double sum = 0;
      for (Future<Double> rate : pool.invokeAll(Collections.nCopies(trials, trial))) {
        sum += rate.get();
      }
      return sum;
    }
  }

  private double train(int threads) throws IOException {
    StopWatch watch = new StopWatch();
    try {
      new Trainer(engine, () -> threads, Duration.ofNanos(Long.MAX_VALUE))
          .train(
              weights,
              Curriculum.drawn(node.recipe().procedure()),
              settings,
              node.recipe().seed(),
              Journal.NONE,
              watch);
    } catch (InterruptedException e) {
      // The watch has called time.
      return watch.rate();
    }
    throw new IllegalStateException("a run of " + ENDLESS + " steps came to its end");
  }

  /** Times steps and stops the run; the first makes buffers and only counts if it is a long one. */
  private final class StopWatch implements TrainingObserver {
    private long first;
    private long last;
    private long steps;

    @Override
    public void progressed(long step, long most, long tokens) {
      last = System.nanoTime();
      if (step == 0 || (step == 1 && last - first < nanos)) {
        first = last;
        return;
      }
      steps++;
      if (last - first >= nanos) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void measured(Measurement measurement) {}

    /** Steps per second. */
    double rate() {
      return steps * 1e9 / (last - first);
    }
  }
}
