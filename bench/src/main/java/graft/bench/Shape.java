package graft.bench;

import static graft.procedure.task.Scoring.PUBLISHED;

import graft.engine.Batch;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Parameter;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.rule.Identity;
import graft.procedure.rule.KDyck;
import graft.procedure.task.Addition;
import graft.procedure.task.Haystack;
import graft.procedure.task.Multiplication;
import graft.procedure.task.ReversedAddition;
import graft.random.Seeds;
import graft.random.SplitMix;
import graft.training.Schedule;
import graft.training.TrainingSettings;
import java.util.List;

/**
 * One step of the paper's experiment: model, data and settings.
 *
 * @param name for the command line, tables and figures
 */
record Shape(String name, Procedure procedure, GptConfig model, TrainingSettings training) {
  /** Of examples and initial weights. */
  static final long SEED = 1;

  /** Steps that no benchmark reaches. */
  private static final long ENDLESS = 1_000_000_000;

  private static final int BATCHES_COUNTED = 20;

  /** All shapes, the headline first. */
  static final List<Shape> ALL =
      List.of(
          haystack("haystack_30", 16),
          tuned(
              "reversed_addition_10",
              new ReversedAddition(10, PUBLISHED),
              new GptConfig(2, 4, 16, 31, 40, false),
              1000),
          tuned(
              "addition_5",
              new Addition(5, PUBLISHED),
              new GptConfig(2, 4, 16, 31, 40, false),
              1000),
          pretrained("identity_20", new Identity(100, 20), 5e-5),
          pretrained("k_dyck_16", new KDyck(16, 128, 0.5), 5e-5),
          haystack("haystack_30_w32", 32),
          haystack("haystack_30_w64", 64),
          haystack("haystack_30_w128", 128),
          haystack("haystack_30_w256", 256),
          haystack("haystack_30_w512", 512),
          tuned(
              "multiplication_5",
              new Multiplication(5, PUBLISHED),
              new GptConfig(4, 8, 512, 31, 40, false),
              64));

  private static Shape haystack(String name, int width) {
    GptConfig model = new GptConfig(2, 4, width, 256, 100, false);
    return new Shape(name, new Haystack(30), model, settings(1000, 1e-3, 1e-3, 0));
  }

  /** Fine-tuning as published. */
  private static Shape tuned(String name, Procedure task, GptConfig model, int batch) {
    return new Shape(name, task, model, settings(batch, 1e-3, 1e-3, 0));
  }

  /** Pretraining as published: head tied to the embedding, dropout. */
  private static Shape pretrained(String name, Procedure rule, double rate) {
    GptConfig model = new GptConfig(2, 4, 16, rule.vocabulary().size(), rule.length(), true);
    return new Shape(name, rule, model, settings(64, rate, 0.01, 0.1));
  }

  private static TrainingSettings settings(int batch, double rate, double decay, double dropout) {
    return new TrainingSettings(
        ENDLESS,
        batch,
        rate,
        Schedule.CONSTANT,
        500,
        0,
        decay,
        1,
        dropout,
        batch,
        ENDLESS,
        null,
        0);
  }

  /**
   * The shape of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Shape named(String name) {
    return ALL.stream()
        .filter(shape -> shape.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no shape '" + name + "': choose from " + String.join(", ", names())));
  }

  /** The names of {@link #ALL}. */
  static List<String> names() {
    return ALL.stream().map(Shape::name).toList();
  }

  /** The weights that training starts from. */
  Weights initial() {
    return Initializer.fresh(model, SEED, "benchmark");
  }

  /**
   * Weights under which every part of the model matters to the loss: fresh ones hardly differ from
   * none, and their biases are 0.
   */
  Weights probe() {
    Weights weights = initial();
    float[] values = weights.values();
    double deviation = 0.4 / Math.sqrt(model.width());
    for (Parameter parameter : weights.parameters().list()) {
      SplitMix random = Seeds.generator(SEED, "benchmark/probe", parameter.name(), 0);
      for (int i = parameter.offset(); i < parameter.end(); i++) {
        values[i] += (float) (deviation * random.nextGaussian());
      }
    }
    return weights;
  }

  /** Multiply-adds of a step, the mean of the first few. */
  double multiplyAdds() {
    Batches batches = new Batches(this);
    double sum = 0;
    for (int step = 0; step < BATCHES_COUNTED; step++) {
      Batch batch = batches.train(step);
      sum += Work.multiplyAdds(model, batch);
    }
    return sum / BATCHES_COUNTED;
  }
}
