package graft.bench;

import com.sun.management.ThreadMXBean;
import graft.training.Measurement;
import graft.training.TrainingObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * Stops training between rounds and times the steps of a round.
 *
 * <p>A line {@code round STEPS SECONDS} lets training go on for that many steps, or for as many as
 * begin within that time, but at least one; one more step comes first and is not timed, since
 * another process had the machine before. The answer is {@code round BYTES NANOSECONDS...}: bytes
 * allocated per step on all threads of this JVM, then the time of each step. A line {@code about}
 * is answered with {@code about} and the contestant's description. The end of the input ends
 * training.
 */
final class Rounds implements TrainingObserver {
  private final Supplier<String> about;
  private final BufferedReader commands;
  private final PrintStream answers;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private long[] nanos = new long[0];
  private int done = -1;
  private long limit;
  private long deadline;
  private long allocated;
  private long last;

  /** Tells the trainer that there is nothing more to do. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ended() {
      super("the benchmark is over", null, false, false);
    }
  }

  Rounds(Supplier<String> about, BufferedReader commands, PrintStream answers) {
    this.about = about;
    this.commands = commands;
    this.answers = answers;
  }

  /** Allocates nothing inside a round. */
  @Override
  public void progressed(long step, long steps, long tokens) {
    long now = System.nanoTime();
    if (step > 0 && !ends(now)) {
      last = System.nanoTime();
      return;
    }
    if (step > 0) {
      answer(threads.getTotalThreadAllocatedBytes() - allocated);
    }
    await();
    last = System.nanoTime();
  }

  /** Takes the time of a step; whether it was the round's last. */
  private boolean ends(long now) {
    if (done < 0) {
      allocated = threads.getTotalThreadAllocatedBytes();
      deadline = now + limit;
    } else {
      nanos[done] = now - last;
    }
    done++;
    return done == nanos.length || (done > 0 && now > deadline);
  }

  private void answer(long bytes) {
    StringBuilder line = new StringBuilder("round ").append(bytes / done);
    for (int i = 0; i < done; i++) {
      line.append(' ').append(nanos[i]);
    }
    answers.println(line);
    answers.flush();
  }

  private void await() {
    String line = read();
    while (line.equals("about")) {
      answers.println("about " + about.get());
      line = read();
    }
    String[] words = line.split(" ");
    nanos = new long[Integer.parseInt(words[1])];
    limit = (long) (Double.parseDouble(words[2]) * 1e9);
    done = -1;
  }

  private String read() {
    try {
      String line = commands.readLine();
      if (line == null) {
        throw new Ended();
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void measured(Measurement measurement) {}
}
