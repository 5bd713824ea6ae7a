package graft.bench;

import graft.training.Measurement;
import graft.training.TrainingObserver;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * A process that trains from its very start, for {@link Spread}, and then says {@code steps BEGIN
 * NANOSECONDS...}: the milliseconds from the start of the process to that of training, and the time
 * of each step; {@code loss VALUE}, that of the shape's probe weights on its first batch; and
 * {@code about} with the engine's description.
 */
final class StartUp implements TrainingObserver {
  private final long processStarted;
  private final double seconds;
  private long[] times = new long[1 << 16];
  private int count;
  private long begin;
  private long deadline;

  private StartUp(long processStarted, double seconds) {
    this.processStarted = processStarted;
    this.seconds = seconds;
  }

  /**
   * Arguments: shape, threads, seconds to train, and when the process was started, in milliseconds
   * since 1970. The starter must tell: what the system knows of it is rounded to a second.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Shape shape = Shape.named(arguments[0]);
    GraftContestant graft = new GraftContestant(shape, Integer.parseInt(arguments[1]));
    StartUp startUp = new StartUp(Long.parseLong(arguments[3]), Double.parseDouble(arguments[2]));
    try {
      graft.train(startUp);
    } catch (Rounds.Ended e) {
      System.err.println(e.getMessage());
    }
    answers.println("steps " + startUp.steps());
    answers.println("loss " + graft.loss(shape.probe(), new Batches(shape).train(0)));
    answers.println("about " + graft.description());
    System.exit(0);
  }

  @Override
  public void progressed(long step, long steps, long tokens) {
    long now = System.nanoTime();
    if (count == 0) {
      begin = System.currentTimeMillis() - processStarted;
      deadline = now + (long) (seconds * 1e9);
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
    }
    times[count++] = now;
    if (now > deadline && count > Spread.LEAST) {
      throw new Rounds.Ended();
    }
  }

  private String steps() {
    StringBuilder line = new StringBuilder().append(begin);
    for (int i = 1; i < count; i++) {
      line.append(' ').append(times[i] - times[i - 1]);
    }
    return line.toString();
  }

  @Override
  public void measured(Measurement measurement) {}
}
