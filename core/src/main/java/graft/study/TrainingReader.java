package graft.study;

import graft.training.Schedule;
import graft.training.TrainingSettings;

/** Reads the {@code training} section of a study; what it leaves out is as published. */
final class TrainingReader {
  /** Published settings of small-model pretraining. */
  static final TrainingSettings PRETRAINING =
      new TrainingSettings(
          20_000, 64, 5e-5, Schedule.COSINE, 1000, 0.1, 0.01, 1, 0.1, 640, 100, null, 50);

  /** Published settings of fine-tuning. */
  static final TrainingSettings FINE_TUNING =
      new TrainingSettings(
          10_000, 1000, 1e-3, Schedule.COSINE, 500, 0, 1e-3, 1, 0, 4000, 250, null, 0);

  private TrainingReader() {}

  static TrainingSettings read(Section section, TrainingSettings defaults) {
    refuseCurriculum(section);
    long steps = section.whole("steps", defaults.steps());
    int batch = section.integer("batch", defaults.batch());
    double learningRate = section.number("learningRate", defaults.learningRate());
    Schedule schedule = section.constant("schedule", Schedule.class, defaults.schedule());
    long warmup = section.whole("warmup", defaults.warmup());
    double finalRate = section.number("finalRate", defaults.finalRate());
    double weightDecay = section.number("weightDecay", defaults.weightDecay());
    double clip = section.number("clip", defaults.clip());
    double dropout = section.number("dropout", defaults.dropout());
    int heldOut = section.integer("heldOut", defaults.heldOut());
    long evaluateEvery = section.whole("evaluateEvery", defaults.evaluateEvery());
    Double stopAt = section.optionalNumber("stopAt");
    int patience = section.integer("patience", defaults.patience());
    section.finish();
    try {
      return new TrainingSettings(
          steps,
          batch,
          learningRate,
          schedule,
          warmup,
          finalRate,
          weightDecay,
          clip,
          dropout,
          heldOut,
          evaluateEvery,
          stopAt,
          patience);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw section.error(message.split(" ", 2)[0], message);
    }
  }

  /** Where it once stood. */
  private static void refuseCurriculum(Section section) {
    if (section.keys().contains("curriculum")) {
      throw section.error(
          "curriculum",
          "a curriculum is a procedure, not a part of 'training': move it there, as in procedure:"
              + " {name: curriculum, of: {name: identity, length: 20}, from: 2, step: 2, mastery:"
              + " 0.99}");
    }
  }
}
