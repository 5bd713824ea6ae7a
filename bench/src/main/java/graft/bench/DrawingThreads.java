package graft.bench;

import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process that draws training examples of one procedure on some threads, as training and {@code
 * graft generate} do, for {@link Drawing}. It says {@code sum TOKENS}, the sum of the first
 * thousand examples' tokens; for every round {@code round TOKENS EXAMPLES}, both per second; and
 * {@code batch NANOSECONDS}, the median time that one thread takes for a batch of {@link
 * Drawing#SHAPE}, or 0 for another procedure.
 */
final class DrawingThreads implements Callable<double[]> {
  /** Between two looks at the clock. */
  private static final int BLOCK = 64;

  private static final int HELD_OUT = 4000;
  private static final int SUMMED = 1000;

  private final ExampleSource source;
  private final Example example = new Example();
  private long nanos;
  private long next;

  private DrawingThreads(Procedure procedure) {
    source = new ExampleSource(procedure, Shape.SEED, HELD_OUT);
  }

  /** Arguments: procedure, threads, seconds of warming up, rounds, seconds of each. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    PrintStream answers = System.out;
    Procedure procedure = Procedures.create(arguments[0], Map.of());
    int threads = Integer.parseInt(arguments[1]);
    double warmUp = Double.parseDouble(arguments[2]);
    List<DrawingThreads> crew = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      crew.add(new DrawingThreads(procedure));
    }
    answers.println("sum " + crew.getFirst().sum());
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      round(pool, crew, warmUp);
      for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
        double[] rates = round(pool, crew, Double.parseDouble(arguments[4]));
        answers.println("round " + rates[0] + " " + rates[1]);
      }
    }
    Shape shape = Shape.named(Drawing.SHAPE);
    answers.println(
        "batch " + (procedure.equals(shape.procedure()) ? batch(shape, 3 * warmUp, warmUp) : 0));
    System.exit(0);
  }

  /** Tokens and examples per second of all threads together. */
  private static double[] round(ExecutorService pool, List<DrawingThreads> crew, double seconds)
      throws InterruptedException, ExecutionException {
    crew.forEach(thread -> thread.nanos = (long) (seconds * 1e9));
    double[] sum = new double[2];
    for (Future<double[]> rates : pool.invokeAll(crew)) {
      sum[0] += rates.get()[0];
      sum[1] += rates.get()[1];
    }
    return sum;
  }

  @Override
  public double[] call() {
    long start = System.nanoTime();
    long end = start;
    long tokens = 0;
    long examples = 0;
    while (end - start < nanos) {
      for (int i = 0; i < BLOCK; i++) {
        source.train(next++, example);
        tokens += example.length();
      }
      examples += BLOCK;
      end = System.nanoTime();
    }
    double seconds = (end - start) / 1e9;
    return new double[] {tokens / seconds, examples / seconds};
  }

  private long sum() {
    long sum = 0;
    for (int index = 0; index < SUMMED; index++) {
      source.train(index, example);
      for (int t = 0; t < example.length(); t++) {
        sum += example.token(t);
      }
    }
    return sum;
  }

  /**
   * The median time of a batch. For about a second, while the JIT compiler is at it, batches take
   * now four times as long as in the end, now not; so none of that time counts.
   */
  private static double batch(Shape shape, double warmUp, double seconds) {
    Batches batches = new Batches(shape);
    List<Long> times = new ArrayList<>();
    long begin = System.nanoTime();
    long step = 0;
    long end = begin;
    while (end - begin < (warmUp + seconds) * 1e9 || times.isEmpty()) {
      long start = end;
      batches.train(step++);
      end = System.nanoTime();
      if (start - begin >= warmUp * 1e9) {
        times.add(end - start);
      }
    }
    return Lane.quantile(times, 0.5);
  }
}
