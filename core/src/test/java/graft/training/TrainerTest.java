package graft.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import graft.engine.Batch;
import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.model.Weights;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.combinator.Curriculum;
import graft.procedure.combinator.Joining;
import graft.procedure.combinator.Mixture;
import graft.procedure.rule.Reverse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
  private static final Procedure IDENTITY =
      Procedures.create("identity", Map.of("vocabulary", 8, "length", 6));
  private static final GptConfig CONFIG = new GptConfig(2, 2, 8, 10, 13, true);
  private static final Curriculum GROWING = new Curriculum(IDENTITY, 2, 2, 0.3);

  private static TrainingSettings settings(long steps, double learningRate) {
    return new TrainingSettings(
        steps, 20, learningRate, Schedule.COSINE, 5, 0.1, 0.01, 1, 0.1, 4, 10, null, 0);
  }

  /** A journal in memory that can be made to kill the run by an interrupt after a step. */
  private static final class Memory implements Journal {
    final List<Measurement> measurements = new ArrayList<>();
    @Nullable Checkpoint saved;

    @Override
    public @Nullable Checkpoint load() {
      Checkpoint checkpoint = saved;
      measurements.removeIf(m -> checkpoint == null || m.step() > checkpoint.step());
      return checkpoint;
    }

    @Override
    public void append(Measurement measurement) {
      measurements.add(measurement);
    }

    @Override
    public void save(Checkpoint c) {
      saved =
          new Checkpoint(
              c.step(),
              c.grade(),
              c.bestLoss(),
              c.stale(),
              c.lossSum(),
              c.lossCount(),
              c.weights().clone(),
              c.firstMoment().clone(),
              c.secondMoment().clone());
    }
  }

  /** Interrupts the run after each of some steps, once. */
  private record Interrupter(List<Long> at) implements TrainingObserver {
    @Override
    public void progressed(long step, long steps, long tokens) {
      if (at.remove(step)) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void measured(Measurement measurement) {}
  }

  private static Weights fresh() {
    return Initializer.fresh(CONFIG, 1, "test");
  }

  private static Trainer trainer(int threads) {
    return new Trainer(Engines.create("vector"), () -> threads, Duration.ofDays(1));
  }

  @Test
  void aRunThatWasStoppedAndResumedEndsWithTheSameBits() throws Exception {
    Memory whole = new Memory();
    TrainingSettings settings = settings(70, 1e-2);
    Weights expected =
        trainer(1).train(fresh(), GROWING, settings, 3, whole, TrainingObserver.NONE);
    Memory journal = new Memory();
    // Before and after an evaluation, exactly at one, twice in a row, and at the first and last
    // step.
    Interrupter interrupter =
        new Interrupter(new ArrayList<>(List.of(1L, 9L, 10L, 11L, 12L, 35L, 69L)));
    Weights found = null;
    int stops = 0;
    while (found == null) {
      try {
        found = trainer(2).train(fresh(), GROWING, settings, 3, journal, interrupter);
      } catch (InterruptedException e) {
        stops++;
      }
    }
    assertThat(stops).isEqualTo(7);
    assertThat(found.values()).isEqualTo(expected.values());
    assertThat(journal.measurements).isEqualTo(whole.measurements);
    assertThat(whole.measurements.getLast().step()).isEqualTo(70);
  }

  @Test
  void theNumberOfThreadsMayChangeDuringARun() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TrainingSettings settings = settings(40, 1e-2);
    Weights varying =
        new Trainer(Engines.create("vector"), () -> 1 + asked.getAndIncrement() % 3, Duration.ZERO)
            .train(fresh(), GROWING, settings, 3, new Memory(), TrainingObserver.NONE);
    Weights steady =
        trainer(1).train(fresh(), GROWING, settings, 3, Journal.NONE, TrainingObserver.NONE);
    assertThat(asked.get()).isGreaterThan(3);
    assertThat(varying.values()).isEqualTo(steady.values());
  }

  @Test
  void theCurriculumRaisesTheLengthAndTheInitialWeightsStay() throws Exception {
    Memory journal = new Memory();
    Weights initial = fresh();
    float[] before = initial.values().clone();
    trainer(1).train(initial, GROWING, settings(300, 1e-2), 3, journal, TrainingObserver.NONE);
    List<Integer> grades = journal.measurements.stream().map(Measurement::grade).toList();
    assertThat(grades).isSorted().startsWith(2).contains(4);
    assertThat(initial.values()).isEqualTo(before);
    for (int i = 1; i < grades.size(); i++) {
      boolean mastered = journal.measurements.get(i - 1).accuracy() >= GROWING.mastery();
      int expected = mastered ? Math.min(6, grades.get(i - 1) + 2) : grades.get(i - 1);
      assertThat(grades.get(i)).isEqualTo(expected);
    }
  }

  @Test
  void stopsWhenTheAccuracyIsReachedOrPatienceEnds() throws Exception {
    Procedure easy = Procedures.create("identity", Map.of("vocabulary", 6, "length", 2));
    GptConfig config = new GptConfig(1, 1, 8, 8, 5, false);
    TrainingSettings reach =
        new TrainingSettings(5000, 8, 1e-2, Schedule.CONSTANT, 0, 0, 0, 0, 0, 5, 20, 0.6, 0);
    Memory journal = new Memory();
    trainer(1)
        .train(
            Initializer.fresh(config, 1, "test"), easy, reach, 1, journal, TrainingObserver.NONE);
    assertThat(journal.measurements.getLast().accuracy()).isGreaterThanOrEqualTo(0.6);
    assertThat(journal.measurements.getLast().step()).isLessThan(5000);

    TrainingSettings patient =
        new TrainingSettings(5000, 8, 0, Schedule.CONSTANT, 0, 0, 0, 0, 0, 1, 20, null, 3);
    Memory stuck = new Memory();
    trainer(1)
        .train(
            Initializer.fresh(config, 1, "test"), easy, patient, 1, stuck, TrainingObserver.NONE);
    assertThat(stuck.measurements.getLast().step()).isEqualTo(60);
  }

  @Test
  void divergenceIsAnErrorThatNamesTheStep() {
    TrainingSettings wild =
        new TrainingSettings(500, 8, 1000, Schedule.CONSTANT, 0, 0, 0, 0, 0, 4, 100, null, 0);
    float[] huge = fresh().values().clone();
    for (int i = 0; i < huge.length; i++) {
      huge[i] *= 1e20f;
    }
    assertThatThrownBy(
            () ->
                trainer(1)
                    .train(
                        new Weights(CONFIG, huge),
                        IDENTITY,
                        wild,
                        1,
                        Journal.NONE,
                        TrainingObserver.NONE))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("step 0")
        .hasMessageContaining("learningRate");
  }

  @Test
  void aProcedureThatDoesNotFitIsRefused() {
    GptConfig small = new GptConfig(1, 1, 8, 9, 13, false);
    GptConfig narrow = new GptConfig(1, 1, 8, 10, 12, false);
    TrainingSettings settings = settings(1, 1e-3);
    assertThatThrownBy(() -> Trainer.requireFits(small, IDENTITY, settings))
        .hasMessage("identity has a vocabulary of 10 tokens, the model only 9");
    assertThatThrownBy(() -> Trainer.requireFits(narrow, IDENTITY, settings))
        .hasMessage("identity makes sequences of up to 13 tokens, the model has only 12 positions");
    assertThatThrownBy(
            () -> Trainer.requireFits(small, new Curriculum(IDENTITY, 2, 2, 1), settings))
        .hasMessage("identity has a vocabulary of 10 tokens, the model only 9");
  }

  @Test
  void vectorsOfBitsMustFitToo() {
    Procedure rows = Procedures.create("eca-vector", Map.of("width", 10, "rows", 14));
    TrainingSettings settings = settings(1, 1e-3);
    assertThatThrownBy(() -> Trainer.requireFits(CONFIG, rows, settings))
        .hasMessage(
            "eca-vector makes sequences of up to 14 vectors, the model has only 13 positions");
    assertThatThrownBy(
            () -> Trainer.requireFits(new GptConfig(1, 1, 8, 11, 14, false), rows, settings))
        .hasMessage(
            "eca-vector makes vectors of 10 bits, so the model's vocabulary must be that, not 11");
    Trainer.requireFits(new GptConfig(1, 1, 8, 10, 14, true), rows, settings);
  }

  /** Rule 170: a cell takes its right neighbour's state. */
  @ParameterizedTest
  @CsvSource({"vector, false", "vector, true", "reference, false"})
  void anEasyRuleIsMasteredFromVectorsOfBits(String engine, boolean tied) throws Exception {
    Procedure shift = Procedures.create("eca-vector", Map.of("rule", 170, "width", 6, "rows", 3));
    TrainingSettings settings =
        new TrainingSettings(400, 16, 1e-2, Schedule.CONSTANT, 0, 0, 0, 1, 0, 10, 20, 0.99, 0);
    Memory journal = new Memory();
    new Trainer(Engines.create(engine), () -> 1, Duration.ofDays(1))
        .train(
            Initializer.fresh(new GptConfig(1, 2, 12, 6, 3, tied), 1, "test"),
            shift,
            settings,
            1,
            journal,
            TrainingObserver.NONE);
    assertThat(journal.measurements.getFirst().loss()).isEqualTo(Math.log(2), within(0.02));
    assertThat(journal.measurements.getFirst().accuracy()).isBetween(0.3, 0.7);
    assertThat(journal.measurements.getLast().accuracy()).isGreaterThanOrEqualTo(0.99);
    assertThat(journal.measurements.getLast().exact()).isGreaterThan(0.8);
  }

  @Test
  void aBatchHoldsWholeRows() {
    Procedure rows = Procedures.create("eca-vector", Map.of("rule", 204, "width", 5, "rows", 4));
    Data data = new Data(rows, 1, settings(5, 1e-2), 0);
    for (Batch batch : List.of(data.heldOut(), data.train(0), data.train(1))) {
      assertThat(batch.bitsPerPosition()).isEqualTo(5);
      assertThat(batch.predictionCount()).isEqualTo(3 * batch.size());
      assertThat(batch.targetCount()).isEqualTo(15 * batch.size());
      for (int b = 0; b < batch.size(); b++) {
        assertThat(batch.length(b)).isEqualTo(3);
        for (int t = 0; t < 3; t++) {
          assertThat(batch.position(3 * b + t)).isEqualTo(t);
          for (int i = 0; i < 5; i++) {
            assertThat(batch.bit(b, t, i)).isEqualTo(batch.target(5 * (3 * b + t) + i));
          }
        }
      }
    }
  }

  /** Of 7^2 sequences of the first length, 49 cannot be held out. */
  @Test
  void theFirstLengthMustLeaveSomethingToTrainOn() {
    TrainingSettings settings =
        new TrainingSettings(5, 8, 1e-2, Schedule.CONSTANT, 0, 0, 0, 0, 0, 500, 20, null, 0);
    Trainer.requireFits(CONFIG, IDENTITY, settings);
    assertThatThrownBy(() -> Trainer.requireFits(CONFIG, GROWING, settings))
        .hasMessageContaining("too small for 500 held-out sequences");
  }

  /** While nothing is mastered, a curriculum is its procedure at the first length, bit by bit. */
  @Test
  void aCurriculumDrawsWhatItsProcedureDraws() throws Exception {
    TrainingSettings settings = settings(25, 1e-2);
    for (int length : new int[] {2, 6}) {
      Procedure alone = IDENTITY.atGrade(length);
      Memory expected = new Memory();
      Memory found = new Memory();
      Weights plain =
          trainer(1).train(fresh(), alone, settings, 3, expected, TrainingObserver.NONE);
      Weights growing =
          trainer(1)
              .train(
                  fresh(),
                  new Curriculum(IDENTITY, length, 2, 1),
                  settings,
                  3,
                  found,
                  TrainingObserver.NONE);
      assertThat(growing.values()).isEqualTo(plain.values());
      assertThat(found.measurements).isEqualTo(expected.measurements);
    }
  }

  @Test
  void aCurriculumRaisesAMixture() throws Exception {
    Mixture mixture =
        new Mixture(List.of(IDENTITY, new Reverse(8, 6)), List.of(), Joining.DISJOINT);
    GptConfig config = new GptConfig(1, 2, 8, mixture.vocabulary().size(), mixture.length(), false);
    Memory journal = new Memory();
    trainer(1)
        .train(
            Initializer.fresh(config, 1, "test"),
            new Curriculum(mixture, 2, 2, 0.01),
            settings(30, 1e-2),
            3,
            journal,
            TrainingObserver.NONE);
    assertThat(journal.measurements).extracting(Measurement::grade).endsWith(6);
  }
}
