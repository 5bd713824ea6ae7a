package graft.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures one shape: each engine and number of threads in a process of its own, all of them alive
 * and only one at work, round after round, so that what slows the machine for a while slows them
 * all.
 */
final class Contest implements AutoCloseable {
  private final Shape shape;
  private final Consumer<String> progress;
  private final List<Lane> lanes = new ArrayList<>();
  private double deviation;

  private Contest(Shape shape, Consumer<String> progress) {
    this.shape = shape;
    this.progress = progress;
  }

  /**
   * One row per engine and number of threads.
   *
   * @param progress is told in a line what is being done
   * @throws IllegalStateException if the engines' losses differ
   */
  static List<Row> run(
      Shape shape,
      List<EngineChoice> engines,
      List<Integer> threads,
      Effort effort,
      Consumer<String> progress)
      throws IOException {
    try (Contest contest = new Contest(shape, progress)) {
      contest.open(engines, threads, effort.warmUp());
      contest.measure(effort);
      return contest.rows();
    }
  }

  private void open(List<EngineChoice> engines, List<Integer> threads, double warmUp)
      throws IOException {
    for (int count : threads) {
      add(EngineChoice.PEAK, count, warmUp);
      for (EngineChoice engine : engines) {
        if (!engine.choosesThreads() || count == threads.getFirst()) {
          add(engine, count, warmUp);
        }
      }
    }
  }

  private void add(EngineChoice engine, int threads, double warmUp) throws IOException {
    progress.accept(shape.name() + ": starting and warming up " + engine.label());
    lanes.add(Lane.open(engine, shape, threads, warmUp));
    requireSameLoss();
  }

  private List<Lane> trained() {
    return lanes.stream().filter(lane -> lane.engine() != EngineChoice.PEAK).toList();
  }

  private void requireSameLoss() {
    Map<String, Double> losses = new LinkedHashMap<>();
    trained()
        .forEach(lane -> losses.put(lane.engine().label() + " " + lane.threads(), lane.loss()));
    SameLoss.require(shape.name(), losses);
    deviation = losses.isEmpty() ? 0 : SameLoss.deviation(losses);
  }

  private void measure(Effort effort) throws IOException {
    progress.accept("%s: losses differ by %.1e".formatted(shape.name(), deviation));
    for (int round = 1; round <= effort.rounds(); round++) {
      progress.accept(shape.name() + ": round " + round + " of " + effort.rounds());
      for (Lane lane : lanes) {
        lane.round(effort.steps(), effort.seconds());
      }
    }
  }

  private List<Row> rows() throws IOException {
    double multiplyAdds = shape.multiplyAdds();
    List<Row> rows = new ArrayList<>();
    for (Lane lane : trained()) {
      rows.add(row(lane, multiplyAdds));
    }
    return rows;
  }

  private Row row(Lane lane, double multiplyAdds) throws IOException {
    Lane graft = beside(lane, EngineChoice.GRAFT);
    Lane peak = beside(lane, EngineChoice.PEAK);
    double median = lane.milliseconds(0.5);
    double gflops = 2 * multiplyAdds / median / 1e6;
    double limit =
        peak == null
            ? Double.NaN
            : FmaPeak.OPERATIONS * peak.threads() / peak.milliseconds(0.5) / 1e6;
    return new Row(
        shape.name(),
        lane.engine().label(),
        lane.threads(),
        median,
        lane.milliseconds(0.1),
        lane.milliseconds(0.9),
        1000 * shape.training().batch() / median,
        gflops,
        limit,
        gflops / limit,
        lane.engine() == EngineChoice.GRAFT ? lane.bytes() : null,
        graft == null ? null : median / graft.milliseconds(0.5),
        lane.steps(),
        lane.loss(),
        lane.settings());
  }

  /** The lane of that engine with as many threads, else with the next fewer, else the first. */
  private @Nullable Lane beside(Lane lane, EngineChoice engine) {
    List<Lane> all = lanes.stream().filter(other -> other.engine() == engine).toList();
    return all.stream()
        .filter(other -> other.threads() <= lane.threads())
        .max(Comparator.comparingInt(Lane::threads))
        .orElse(all.isEmpty() ? null : all.getFirst());
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
