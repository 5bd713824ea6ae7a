package graft.bench;

import graft.engine.Batch;
import graft.model.Weights;
import graft.training.TrainingObserver;
import java.io.IOException;

/** Something that trains one shape, step after step, in a process of its own. */
interface Contestant {
  /** Threads that it uses. */
  int threads();

  /** Name and version, and what was chosen for it. */
  String description();

  /** Mean cross-entropy of the batch's counted predictions, without dropout. */
  double loss(Weights weights, Batch batch);

  /**
   * Trains until the observer ends it with an exception. The observer is told before the first step
   * and after each.
   */
  void train(TrainingObserver observer) throws IOException, InterruptedException;
}
