package graft.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.engine.Batch;
import graft.engine.Dropout;
import graft.engine.TrainingSession;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.task.Addition;
import graft.procedure.task.Scoring;
import graft.procedure.task.Sorting;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Accuracy and exact match of given answers. */
class EvaluationTest {
  private static final int HELD_OUT = 30;

  /** Answers by a function of the batch instead of a model. */
  private record Oracle(Answers answers) implements TrainingSession {
    /** Names the token or bit for target {@code i}, one of sequence {@code b}. */
    interface Answers {
      int answer(Batch batch, int b, int i);
    }

    @Override
    public double evaluate(float[] weights, Batch batch, int[] predicted) {
      for (int b = 0; b < batch.size(); b++) {
        int targets = batch.targetCount() / batch.predictionCount();
        int first = batch.firstPrediction(b) * targets;
        for (int i = first; i < first + batch.predictionCount(b) * targets; i++) {
          predicted[i] = answers.answer(batch, b, i);
        }
      }
      return 1.5;
    }

    @Override
    public void generate(float[] weights, Batch batch, int[] generated) {
      evaluate(weights, batch, generated);
    }

    @Override
    public double lossAndGradient(
        float[] weights, Batch batch, Dropout dropout, float[] gradient, Runnable meanwhile) {
      throw new AssertionError("evaluation does not train");
    }

    @Override
    public void logits(float[] weights, Batch batch, float[] logits) {
      throw new AssertionError("evaluation needs no logits");
    }

    @Override
    public void close() {}
  }

  private static Batch heldOut(Procedure task) {
    ExampleSource source = Data.source(task, 0, 1, HELD_OUT);
    Example example = new Example();
    Batch batch = new Batch();
    for (int index = 0; index < HELD_OUT; index++) {
      source.heldOut(index, example);
      int[] tokens = example.tokens();
      int[] counted = example.counted();
      int[] targets = Arrays.stream(counted).map(position -> tokens[position + 1]).toArray();
      batch.add(tokens, counted, targets, counted.length);
    }
    return batch;
  }

  private static Evaluation evaluate(Procedure task, Oracle.Answers answers) {
    return Evaluation.of(new Oracle(answers), new float[0], heldOut(task));
  }

  private static Procedure[] tasks() {
    return new Procedure[] {
      new Addition(5, Scoring.PUBLISHED), new Addition(5, Scoring.ANSWER), new Sorting(100, 20)
    };
  }

  @Test
  void theTruthScoresOneAndNothingElseDoes() {
    for (Procedure task : tasks()) {
      assertThat(evaluate(task, (batch, b, i) -> batch.target(i)))
          .isEqualTo(new Evaluation(1.5, 1, 1));
      assertThat(evaluate(task, (batch, b, i) -> batch.target(i) + 1))
          .isEqualTo(new Evaluation(1.5, 0, 0));
    }
  }

  /** One wrong token in every third sequence, be it its first or its last. */
  @Test
  void oneWrongTokenSpoilsItsSequence() {
    for (Procedure task : tasks()) {
      double predictions = heldOut(task).predictionCount();
      for (boolean last : new boolean[] {false, true}) {
        Evaluation evaluation =
            evaluate(
                task,
                (batch, b, i) -> {
                  int place = i - batch.firstPrediction(b);
                  boolean wrong = place == (last ? batch.predictionCount(b) - 1 : 0);
                  return batch.target(i) + (wrong && b % 3 == 0 ? 1 : 0);
                });
        assertThat(evaluation.accuracy()).isEqualTo(1 - 10 / predictions, within(1e-12));
        assertThat(evaluation.exact()).isEqualTo(2 / 3.0, within(1e-12));
      }
    }
  }

  /** One wrong bit in each of some sequences. */
  @Test
  void accuracyIsThatOfBitsAndExactThatOfSequences() {
    Batch batch = Batch.ofBits(4);
    for (int b = 0; b < 5; b++) {
      batch.add(new int[12], new int[] {0, 2}, new int[] {0, 1, 0, 1, 1, 1, 0, 0}, 2);
    }
    Oracle oracle =
        new Oracle((asked, b, i) -> i == 7 || i == 8 + 4 ? 1 - asked.target(i) : asked.target(i));
    assertThat(Evaluation.of(oracle, new float[0], batch))
        .isEqualTo(new Evaluation(1.5, 38 / 40.0, 3 / 5.0));
  }

  /** A model that knows the form and no sum is right on the trivial predictions only. */
  @Test
  void stopAndPadAreFarFromExact() {
    Evaluation evaluation =
        evaluate(
            new Addition(5, Scoring.PUBLISHED),
            (batch, b, i) -> batch.target(i) == 12 || batch.target(i) == 30 ? batch.target(i) : 0);
    assertThat(evaluation.accuracy()).isBetween(1 / 6.0, 2 / 6.0);
    assertThat(evaluation.exact()).isZero();
  }
}
