package graft.training;

import static org.assertj.core.api.Assertions.assertThat;

import graft.engine.Batch;
import graft.engine.Engines;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a model has to write by itself, and how often it does. */
class GenerationTest {
  private static final int HELD_OUT = 200;

  private static TrainingSettings settings(long steps) {
    return new TrainingSettings(
        steps, 100, 1e-2, Schedule.COSINE, 20, 0, 0, 1, 0, HELD_OUT, 100, null, 0);
  }

  private static Procedure procedure(String name, Map<String, Object> settings) {
    return Procedures.create(name, settings);
  }

  private static Batch answers(Procedure procedure) {
    return new Data(procedure, 1, settings(0), 0).answers();
  }

  @Test
  void publishedAdditionWritesTheFirstDigitAndTheStopButNoPad() {
    for (String scoring : List.of("published", "answer")) {
      Batch answers = answers(procedure("addition", Map.of("digits", 2, "scoring", scoring)));
      assertThat(answers.size()).isEqualTo(HELD_OUT);
      for (int b = 0; b < answers.size(); b++) {
        int count = answers.predictionCount(b);
        int first = answers.firstPrediction(b);
        assertThat(answers.position(first)).isEqualTo(5);
        assertThat(answers.position(first + count - 1)).isEqualTo(4 + count);
        assertThat(answers.target(first)).isBetween(20, 29);
        assertThat(answers.target(first + count - 1)).isEqualTo(30);
        assertThat(count).isBetween(3, 4);
      }
    }
  }

  @Test
  void tokensBetweenAnswersAreGiven() {
    Procedure induction = procedure("induction", Map.of());
    Batch answers = answers(induction);
    Batch heldOut = new Data(induction, 1, settings(0), 0).heldOut();
    assertThat(answers.predictionCount()).isEqualTo(heldOut.predictionCount());
  }

  @Test
  void whatAsksNothingIsNotGenerated() throws Exception {
    Procedure brackets = procedure("k-dyck", Map.of("k", 2, "length", 8));
    assertThat(answers(brackets).size()).isZero();
    assertThat(train(brackets, 10).getLast().generated()).isNull();
  }

  @Test
  void onlyTheEndOfARunIsGenerated() throws Exception {
    List<Measurement> found =
        train(procedure("identity", Map.of("vocabulary", 12, "length", 3)), 300);
    assertThat(found).hasSize(4);
    assertThat(found.subList(0, 3)).allMatch(m -> m.generated() == null);
    // All tokens of the answer count, so generation makes its first mistake where reading does.
    assertThat(found.getLast().generated()).isEqualTo(found.getLast().exact()).isGreaterThan(0.2);
  }

  @Test
  void generationShowsThatPublishedScoringLeavesTheFirstDigitOut() throws Exception {
    Measurement last = train(procedure("reversed-addition", Map.of("digits", 2)), 1500).getLast();
    assertThat(last.exact()).isGreaterThan(0.9);
    assertThat(last.generated()).isLessThan(0.3);
  }

  private static List<Measurement> train(Procedure procedure, long steps) throws Exception {
    List<Measurement> measurements = new ArrayList<>();
    Journal journal =
        new Journal() {
          @Override
          public @Nullable Checkpoint load() {
            return null;
          }

          @Override
          public void append(Measurement measurement) {
            measurements.add(measurement);
          }

          @Override
          public void save(Checkpoint checkpoint) {}
        };
    TrainingObserver silent =
        new TrainingObserver() {
          @Override
          public void progressed(long step, long total, long tokens) {}

          @Override
          public void measured(Measurement measurement) {}
        };
    GptConfig config =
        new GptConfig(1, 2, 16, procedure.vocabulary().size(), procedure.length(), false);
    new Trainer(Engines.create("vector"), () -> 1, Duration.ofDays(1))
        .train(
            Initializer.fresh(config, 1, "test"), procedure, settings(steps), 1, journal, silent);
    return measurements;
  }
}
