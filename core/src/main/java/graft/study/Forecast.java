package graft.study;

import graft.engine.Engine;
import graft.model.GptConfig;
import graft.model.Parameters;
import graft.procedure.Procedure;
import graft.study.Plan.Node;
import graft.study.Study.Use;
import graft.training.TrainingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What a study takes, found before anything is run by training each kind of run for a moment.
 *
 * @param trials cells of the matrix times seeds
 * @param kinds of training runs, pretraining first; trials share runs
 * @param sideBySide how many trials go on at once
 * @param analyses that come after the runs, by kind
 */
public record Forecast(
    int trials, List<Kind> kinds, int sideBySide, List<AnalysisForecast> analyses) {
  /** Recipe, provenance, marker and the header of the weights, about. */
  private static final long BYTES_PER_RESULT = 6_000;

  /** A line of metrics, about. */
  private static final long BYTES_PER_EVALUATION = 200;

  /** Multiply-adds that take about a second; nobody needs to know more exactly. */
  private static final double LITTLE_WORK = 1e10;

  /** Rounds of a warm-up, in the time of the measurement. */
  private static final int ROUND = 5;

  /** The longest warm-up, as a multiple of the measurement. */
  private static final int WARM_UP = 12;

  /**
   * Runs that differ in their weights and seeds only.
   *
   * @param label of the pretraining or task
   * @param pretraining whether it is one
   * @param runs how many the study has
   * @param done how many the store has
   * @param steps optimizer steps of one run at the most
   * @param typical steps of one run: the mean over those in the store, which may have stopped
   *     early; {@code steps} if there is none
   * @param rate steps per second of all that go on side by side; NaN if none is left to run
   * @param bytes on the disk of one result, roughly
   */
  public record Kind(
      String label,
      boolean pretraining,
      int runs,
      int done,
      long steps,
      double typical,
      double rate,
      long bytes) {
    /** Steps that are left, if the runs are typical. */
    public double stepsLeft() {
      return (runs - done) * typical;
    }

    /** Whether some are left, and those in the store say that they will stop early. */
    public boolean stopsEarly() {
      return runs > done && typical < steps;
    }

    /** Seconds that they take, roughly. */
    public double seconds() {
      return runs == done ? 0 : stepsLeft() / rate;
    }
  }

  /** Runs that train alike. */
  private record Shape(GptConfig config, Procedure procedure, TrainingSettings settings) {}

  /** Time that is left, roughly; see {@link Kind#typical}. */
  public Duration time() {
    double runs = kinds.stream().mapToDouble(Kind::seconds).sum();
    double looks = analyses.stream().mapToDouble(AnalysisForecast::seconds).sum();
    return Duration.ofMillis((long) (1000 * (runs + looks)));
  }

  /** Bytes that are still to come, roughly. */
  public long bytes() {
    return kinds.stream().mapToLong(kind -> (kind.runs() - kind.done()) * kind.bytes()).sum();
  }

  /**
   * Looks ahead.
   *
   * @param cores that may compute at the same time
   * @param heap bytes that the JVM may take
   * @param measuring how long to train a run of each kind, after a warm-up
   * @throws InputException if the store cannot be read or a run does not fit into the heap
   */
  public static Forecast of(
      Study study, Engine engine, Store store, int cores, long heap, Duration measuring)
      throws InterruptedException {
    Plan plan = new Plan(study, engine.arithmetic());
    Map<Shape, List<Node>> groups = new LinkedHashMap<>();
    List<Node> waiting = new ArrayList<>();
    Map<String, Long> done = new HashMap<>();
    List<AnalysisForecast> analyses;
    try {
      analyses = AnalysisForecast.of(study, plan, store, cores, measuring);
      for (Node node : plan.nodes()) {
        Shape shape = new Shape(node.config(), node.recipe().procedure(), node.recipe().settings());
        groups.computeIfAbsent(shape, s -> new ArrayList<>()).add(node);
        Result result = store.find(node.id());
        if (result == null) {
          waiting.add(node);
        } else {
          done.put(node.id(), result.measurements().getLast().step());
        }
      }
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
    int most =
        Math.max(1, Math.min(waiting.size(), new Capacity(engine, waiting, cores, heap).trials()));
    List<Kind> kinds = new ArrayList<>();
    for (List<Node> group : groups.values()) {
      List<Node> left = group.stream().filter(waiting::contains).toList();
      double rate = left.isEmpty() ? Double.NaN : rate(engine, left, most, measuring);
      List<Long> steps =
          group.stream().map(Node::id).filter(done::containsKey).map(done::get).toList();
      kinds.add(kind(study, group, steps, rate));
    }
    return new Forecast(plan.trials().size(), List.copyOf(kinds), most, analyses);
  }

  /** Steps per second of so many runs together, found the more quickly the less is to be done. */
  private static double rate(Engine engine, List<Node> left, int trials, Duration measuring)
      throws InterruptedException {
    Node node = left.getFirst();
    double work = left.stream().mapToDouble(Node::work).sum();
    Duration time = work < LITTLE_WORK ? measuring.dividedBy(ROUND) : measuring;
    try {
      new TrainingRate(engine, node, time.dividedBy(ROUND)).warmUp(time.multipliedBy(WARM_UP));
      return new TrainingRate(engine, node, time).of(trials, 1);
    } catch (ExecutionException e) {
      throw new InputException("'" + node.label() + "' cannot be trained: " + e.getCause());
    }
  }

  /**
   * A kind.
   *
   * @param done steps of each run that the store has
   */
  private static Kind kind(Study study, List<Node> group, List<Long> done, double rate) {
    Node node = group.getFirst();
    boolean pretraining = study.pretrainings().stream().anyMatch(use -> is(study, use, node));
    String label =
        Stream.concat(study.pretrainings().stream(), study.tasks().stream())
            .filter(use -> is(study, use, node))
            .map(Use::label)
            .findFirst()
            .orElse(node.label());
    TrainingSettings settings = node.recipe().settings();
    long evaluations = node.steps() / settings.evaluateEvery() + 2;
    long bytes =
        4L * Parameters.of(node.config()).size()
            + BYTES_PER_RESULT
            + BYTES_PER_EVALUATION * evaluations;
    double typical = done.stream().mapToLong(x -> x).average().orElse((double) node.steps());
    return new Kind(
        label, pretraining, group.size(), done.size(), node.steps(), typical, rate, bytes);
  }

  private static boolean is(Study study, Use use, Node node) {
    return use.config(study.shape()).equals(node.config())
        && use.procedure().equals(node.recipe().procedure())
        && use.training().equals(node.recipe().settings());
  }
}
