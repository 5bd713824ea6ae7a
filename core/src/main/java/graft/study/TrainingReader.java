package graft.study;

import graft.training.Curriculum;
import graft.training.Schedule;
import graft.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/** Reads the {@code training} section of a study; what it leaves out is as published. */
final class TrainingReader {
  /**
   * Published settings of small-model pretraining; without a curriculum, which not every rule can
   * have.
   */
  static final TrainingSettings PRETRAINING =
      new TrainingSettings(
          20_000, 64, 5e-5, Schedule.COSINE, 1000, 0.1, 0.01, 1, 0.1, 640, 100, null, 50, null);

  /** Published settings of fine-tuning. */
  static final TrainingSettings FINE_TUNING =
      new TrainingSettings(
          10_000, 1000, 1e-3, Schedule.COSINE, 500, 0, 1e-3, 1, 0, 4000, 250, null, 0, null);

  private TrainingReader() {}

  static TrainingSettings read(Section section, TrainingSettings defaults) {
    Curriculum curriculum = curriculum(section.optionalSection("curriculum"));
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
          patience,
          curriculum);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw section.error(message.split(" ", 2)[0], message);
    }
  }

  private static @Nullable Curriculum curriculum(@Nullable Section section) {
    if (section == null) {
      return null;
    }
    int from = section.integer("from", 2);
    int step = section.integer("step", 2);
    double mastery = section.number("mastery", 0.99);
    section.finish();
    try {
      return new Curriculum(from, step, mastery);
    } catch (IllegalArgumentException e) {
      throw section.error((String) null, String.valueOf(e.getMessage()));
    }
  }
}
