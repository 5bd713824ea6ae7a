package graft.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import graft.engine.Batch;
import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.rule.Identity;
import graft.procedure.task.Haystack;
import graft.training.Journal;
import graft.training.Schedule;
import graft.training.Trainer;
import graft.training.TrainingObserver;
import graft.training.TrainingSettings;
import java.time.Duration;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libtorch computes what Graft computes: the loss, and what clipping and AdamW make of it. */
class PeersTest {
  private static final int STEPS = 8;

  @BeforeEach
  void needsLibtorch() {
    assumeTrue(Loader.getPlatform().equals("linux-x86_64"), "libtorch comes for Linux on x86-64");
  }

  private static Shape shape(boolean tied) {
    Procedure procedure = tied ? new Identity(11, 4) : new Haystack(3);
    GptConfig model = new GptConfig(2, 2, 8, procedure.vocabulary().size(), 12, tied);
    TrainingSettings settings =
        new TrainingSettings(
            STEPS, 24, 3e-2, Schedule.LINEAR, 2, 0.1, 0.1, 0.3, 0, 24, STEPS, null, 0);
    return new Shape("tiny", procedure, model, settings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLossIsTheSame(boolean tied) {
    Shape shape = shape(tied);
    Batch batch = new Batches(shape).train(0);
    double graft = new GraftContestant(shape, 1).loss(shape.probe(), batch);
    for (boolean published : new boolean[] {true, false}) {
      double torch = new TorchContestant(shape, published, 1).loss(shape.probe(), batch);
      assertThat(torch).isCloseTo(graft, within(SameLoss.TOLERANCE * graft));
    }
  }

  /**
   * The weights themselves may differ: the key's bias has a gradient of 0 but for rounding, which
   * AdamW makes large.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theStepsAreTheSame(boolean tied) throws Exception {
    Shape shape = shape(tied);
    Trainer trainer = new Trainer(Engines.create("vector"), () -> 1, Duration.ofDays(1));
    Weights trained =
        trainer.train(
            shape.initial(),
            shape.procedure(),
            shape.training(),
            Shape.SEED,
            Journal.NONE,
            TrainingObserver.NONE);
    double graft = loss(shape, trained);
    assertThat(graft).isLessThan(0.995 * loss(shape, shape.initial()));
    for (boolean published : new boolean[] {true, false}) {
      float[] values = new TorchContestant(shape, published, 1).train(STEPS, TrainingObserver.NONE);
      double torch = loss(shape, new Weights(shape.model(), values));
      assertThat(torch).isCloseTo(graft, within(SameLoss.TOLERANCE * graft));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pythonDoesTheSame(boolean tied) throws Exception {
    assumeTrue(PythonContestant.available(), "python3 cannot import torch");
    Shape shape = shape(tied);
    Batch batch = new Batches(shape).train(STEPS);
    try (PythonContestant python = new PythonContestant(shape)) {
      double graft = loss(shape, shape.probe());
      assertThat(python.loss(shape.probe(), batch))
          .isCloseTo(graft, within(SameLoss.TOLERANCE * graft));
      float[] values = new TorchContestant(shape, true, 1).train(STEPS, TrainingObserver.NONE);
      double torch = loss(shape, new Weights(shape.model(), values));
      python.train(TrainingObserver.NONE);
      assertThat(python.loss(batch)).isCloseTo(torch, within(SameLoss.TOLERANCE * torch));
    }
  }

  private static double loss(Shape shape, Weights weights) {
    return new GraftContestant(shape, 1).loss(weights, new Batches(shape).train(STEPS));
  }
}
