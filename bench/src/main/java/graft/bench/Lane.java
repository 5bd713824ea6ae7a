package graft.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One contestant of a contest and the times that it has needed so far. */
final class Lane implements AutoCloseable {
  private final EngineChoice engine;
  private final ChildProcess process;
  private final int threads;
  private final double loss;
  private final List<Long> nanos = new ArrayList<>();
  private final List<Long> bytes = new ArrayList<>();

  /** Starts it and waits for its loss. */
  Lane(EngineChoice engine, Shape shape, int threads) throws IOException {
    this.engine = engine;
    process = new ChildProcess(engine, shape, threads);
    String[] found = process.loss();
    loss = Double.parseDouble(found[0]);
    this.threads = Integer.parseInt(found[1]);
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

  void warmUp(double seconds) throws IOException {
    process.round(1_000_000, seconds);
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
  static double quantile(List<Long> values, double share) {
    List<Long> sorted = values.stream().sorted().toList();
    double place = share * (sorted.size() - 1);
    int low = (int) place;
    int high = Math.min(low + 1, sorted.size() - 1);
    return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
  }

  @Override
  public void close() {
    process.close();
  }
}
