package graft.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One contestant of a contest and the times that it has needed so far. */
final class Lane implements AutoCloseable {
  private final EngineChoice engine;
  private final Map<String, String> environment;
  private final ChildProcess process;
  private final int threads;
  private final double loss;
  private final List<Long> nanos = new ArrayList<>();
  private final List<Long> bytes = new ArrayList<>();

  private Lane(EngineChoice engine, Shape shape, int threads, Map<String, String> environment)
      throws IOException {
    this.engine = engine;
    this.environment = environment;
    process =
        new ChildProcess(
            engine.label() + " on " + shape.name(),
            Child.class,
            environment,
            engine.label(),
            shape.name(),
            Integer.toString(threads));
    String[] found = process.loss();
    loss = Double.parseDouble(found[0]);
    this.threads = Integer.parseInt(found[1]);
  }

  /** Starts it, in the environment that makes it fastest, and warms it up. */
  static Lane open(EngineChoice engine, Shape shape, int threads, double warmUp)
      throws IOException {
    Lane best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Map<String, String> environment : engine.environments(threads)) {
      Lane lane = new Lane(engine, shape, threads, environment);
      double time = lane.warmUp(warmUp);
      Lane worse = time < least ? best : lane;
      best = time < least ? lane : best;
      least = Math.min(least, time);
      if (worse != null) {
        worse.close();
      }
    }
    return Objects.requireNonNull(best);
  }

  EngineChoice engine() {
    return engine;
  }

  int threads() {
    return threads;
  }

  double loss() {
    return loss;
  }

  /** Returns the median of the second half of the steps, in nanoseconds. */
  private double warmUp(double seconds) throws IOException {
    List<Long> all = process.round(1_000_000, seconds).nanos();
    return quantile(all.subList(all.size() / 2, all.size()), 0.5);
  }

  /** What was chosen: by the engine itself, and in its environment. */
  String settings() throws IOException {
    String threadsOfMatrices = environment.get(EngineChoice.MATRIX_THREADS);
    return process.about()
        + (threadsOfMatrices == null ? "" : ", " + threadsOfMatrices + " in OpenBLAS");
  }

  void round(int steps, double seconds) throws IOException {
    ChildProcess.Round round = process.round(steps, seconds);
    nanos.addAll(round.nanos());
    bytes.add(round.bytes());
  }

  int steps() {
    return nanos.size();
  }

  /** Milliseconds per step that a share of the steps does not exceed. */
  double milliseconds(double share) {
    return quantile(nanos, share) / 1e6;
  }

  /** Bytes per step, the median of the rounds. */
  long bytes() {
    return Math.round(quantile(bytes, 0.5));
  }

  /** Linear between neighbours, as spreadsheets do. */
  static double quantile(List<? extends Number> values, double share) {
    double[] sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    double place = share * (sorted.length - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }

  @Override
  public void close() {
    process.close();
  }
}
