package graft.study;

import graft.engine.Engine;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.study.Plan.Node;
import graft.training.DivergedException;
import graft.training.TrainingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Measures on a study's dearest run what trials side by side gain, if the study is long enough to
 * be worth it. The answer is remembered as long as the program runs.
 */
final class Throughput implements Arrangement.Comparison {
  /** Multiply-adds per thread that take ten seconds or more; less is not worth a measurement. */
  private static final double LEAST_WORK = 1e12;

  /** A measurement takes some steps itself, and should be a small part of the study. */
  private static final long FEWEST_STEPS = 1000;

  /** Of the whole time, so that it holds several rounds of each kind. */
  private static final int ROUND = 10;

  /** Fewer rounds would let one disturbance decide. */
  private static final int FEWEST_ROUNDS = 5;

  /** The longest warm-up, as a multiple of the time. */
  private static final int WARM_UP = 4;

  private static final Map<Key, Double> KNOWN = new ConcurrentHashMap<>();

  private final Engine engine;
  private final Duration time;

  /** What a measurement depends on. */
  private record Key(
      String engine,
      GptConfig config,
      Procedure procedure,
      TrainingSettings settings,
      int trials,
      int threads,
      int alone) {}

  /**
   * A measurement with that engine.
   *
   * @param time how long to measure, after a warm-up of four times that at the most
   */
  Throughput(Engine engine, Duration time) {
    this.engine = engine;
    this.time = time;
  }

  @Override
  public double gain(Collection<Node> waiting, int trials, int threads, int alone)
      throws InterruptedException {
    double work = waiting.stream().mapToDouble(Node::work).sum();
    long steps = waiting.stream().mapToLong(Node::steps).sum();
    if (work < LEAST_WORK * trials * threads || steps < FEWEST_STEPS) {
      return Double.NaN;
    }
    Node node = waiting.stream().max(Comparator.comparingDouble(Node::work)).orElseThrow();
    Recipe.Trained recipe = node.recipe();
    Key key =
        new Key(
            engine.description(),
            node.config(),
            recipe.procedure(),
            recipe.settings(),
            trials,
            threads,
            alone);
    Double gain = KNOWN.get(key);
    if (gain == null) {
      gain = measure(node, trials, threads, alone);
      KNOWN.put(key, gain);
    }
    return gain;
  }

  private double measure(Node node, int trials, int threads, int alone)
      throws InterruptedException {
    try {
      TrainingRate rate = new TrainingRate(engine, node, time.dividedBy(ROUND));
      rate.warmUp(time.multipliedBy(WARM_UP));
      return median(rate, trials, threads, alone);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof DivergedException) {
        // The run itself will fail the same way, and be named.
        return Double.NaN;
      }
      throw new IllegalStateException("the measurement failed: " + e.getCause(), e.getCause());
    }
  }

  /** Of rounds in turn, so that a machine that changes its pace does not favour either. */
  private double median(TrainingRate rate, int trials, int threads, int alone)
      throws InterruptedException, ExecutionException {
    List<Double> gains = new ArrayList<>();
    long start = System.nanoTime();
    while (gains.size() < FEWEST_ROUNDS || System.nanoTime() - start < time.toNanos()) {
      gains.add(rate.of(trials, threads) / rate.of(1, alone));
    }
    Collections.sort(gains);
    return gains.get(gains.size() / 2);
  }
}
