package graft.bench;

import graft.procedure.Procedures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How fast examples are drawn in memory, by procedure and number of threads, each in a process of
 * its own; and what share of a training step that is.
 */
final class Drawing {
  /** The training step that drawing is compared with. */
  static final String SHAPE = "haystack_30";

  private static final int ROUNDS = 5;

  /** Training is measured that much longer, since it is slow until its kernels are compiled. */
  private static final double LONGER = 2.5;

  private final double seconds;

  private Drawing(double seconds) {
    this.seconds = seconds;
  }

  /**
   * One row per procedure and number of threads.
   *
   * @param seconds of measuring each, after half as much of warming up
   * @param told receives each row as soon as it is there
   * @throws IllegalStateException if the same examples come out differently
   */
  static List<DrawingRow> run(
      List<String> procedures, List<Integer> threads, double seconds, Consumer<DrawingRow> told)
      throws IOException {
    Drawing drawing = new Drawing(seconds);
    List<DrawingRow> rows = new ArrayList<>();
    for (String procedure : procedures) {
      String sum = null;
      for (int count : threads) {
        Answers answers = drawing.ask(procedure, count);
        if (sum != null && !sum.equals(answers.sum)) {
          throw new IllegalStateException(
              procedure + " draws differently on " + count + " threads");
        }
        sum = answers.sum;
        DrawingRow row = drawing.row(procedure, count, answers);
        rows.add(row);
        told.accept(row);
      }
    }
    return rows;
  }

  /** What a process said. */
  private record Answers(String sum, List<Double> tokens, List<Double> examples, double batch) {}

  private Answers ask(String procedure, int threads) throws IOException {
    String[] arguments = {
      procedure,
      Integer.toString(threads),
      Double.toString(seconds / 2),
      Integer.toString(ROUNDS),
      Double.toString(seconds / ROUNDS)
    };
    try (ChildProcess process =
        new ChildProcess("drawing " + procedure, DrawingThreads.class, Map.of(), arguments)) {
      String sum = process.answer("sum")[0];
      List<Double> tokens = new ArrayList<>();
      List<Double> examples = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        String[] words = process.answer("round");
        tokens.add(Double.valueOf(words[0]));
        examples.add(Double.valueOf(words[1]));
      }
      return new Answers(sum, tokens, examples, Double.parseDouble(process.answer("batch")[0]));
    }
  }

  private DrawingRow row(String procedure, int threads, Answers answers) throws IOException {
    return new DrawingRow(
        procedure,
        Procedures.settings(Procedures.create(procedure, Map.of())).toString(),
        threads,
        Lane.quantile(answers.tokens, 0.5) / 1e6,
        Lane.quantile(answers.tokens, 0) / 1e6,
        Lane.quantile(answers.examples, 0.5),
        share(threads, answers.batch));
  }

  private @Nullable Double share(int threads, double batch) throws IOException {
    if (batch == 0) {
      return null;
    }
    Shape shape = Shape.named(SHAPE);
    SpreadRow step = Spread.run(shape, threads, 1, LONGER * seconds, row -> {}).getFirst();
    return batch / 1e6 / step.msPerStep();
  }
}
