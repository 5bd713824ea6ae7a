package graft.bench;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.engine.Engine;
import graft.engine.Engines;
import graft.engine.TrainingSession;
import graft.model.Weights;
import graft.training.Journal;
import graft.training.Trainer;
import graft.training.TrainingObserver;
import java.io.IOException;
import java.time.Duration;

/** Graft's own vector engine under the trainer that every study uses. */
record GraftContestant(Shape shape, int threads) implements Contestant {
  private static final String ENGINE = "vector";

  @Override
  public String description() {
    return Engines.create(ENGINE).description();
  }

  @Override
  public double loss(Weights weights, Batch batch) {
    try (TrainingSession session = Engines.create(ENGINE).open(weights.config(), threads)) {
      float[] gradient = new float[weights.values().length];
      return session.lossAndGradient(weights.values(), batch, Dropout.NONE, gradient);
    }
  }

  @Override
  public void train(TrainingObserver observer) throws IOException, InterruptedException {
    Engine engine = Engines.create(ENGINE);
    new Trainer(engine, () -> threads, Duration.ofDays(1))
        .train(
            shape.initial(),
            shape.procedure(),
            shape.training(),
            Shape.SEED,
            Journal.NONE,
            observer);
  }
}
