package graft.bench;

import graft.training.TrainingObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The process of one contestant. Its first line is {@code loss VALUE}, the loss of the shape's
 * probe weights on its first batch; {@link Rounds} tells the rest.
 */
final class Child {
  private Child() {}

  /** Arguments: engine, shape, threads. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Shape shape = Shape.named(arguments[1]);
    Contestant contestant =
        EngineChoice.of(arguments[0]).create(shape, Integer.parseInt(arguments[2]));
    double loss = contestant.loss(shape.probe(), new Batches(shape).train(0));
    answers.println("loss " + loss + " " + contestant.threads());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    train(contestant, new Rounds(contestant::description, commands, answers));
    System.exit(0);
  }

  private static void train(Contestant contestant, TrainingObserver rounds)
      throws IOException, InterruptedException {
    try {
      contestant.train(rounds);
    } catch (Rounds.Ended e) {
      System.err.println(e.getMessage());
    }
  }
}
