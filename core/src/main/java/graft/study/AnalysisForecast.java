package graft.study;

import graft.analysis.InstrumentedModel;
import graft.analysis.Trait;
import graft.model.GptConfig;
import graft.model.Initializer;
import graft.procedure.Procedure;
import graft.study.AnalysisPlan.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/**
 * What the analyses of one kind take, found by making some of them on random weights with few
 * samples.
 *
 * @param kind what is looked at
 * @param runs how many analyses the study has
 * @param done how many the store has
 * @param seconds that those which are left take, roughly; each uses all cores
 */
public record AnalysisForecast(AnalysisKind kind, int runs, int done, double seconds) {
  /**
   * Work of a measurement at the most, as {@link NodePlan#work} counts it, unless samples are
   * fewer.
   */
  private static final double ENOUGH = 2e9;

  /** Probes need some to learn from and some to be tested with. */
  private static final int FEWEST_SAMPLES = 8;

  /** The same work on every model of a study that has one shape. */
  private record Load(
      AnalysisKind kind, GptConfig config, Procedure procedure, List<Trait> traits) {
    Load(Planned one) {
      this(
          one.analysis().kind(), one.config(), one.analysis().procedure(), one.analysis().traits());
    }
  }

  /**
   * A forecast per kind that a study asks for.
   *
   * @param cores that may compute at the same time
   * @param measuring how long to repeat a measurement, at the least
   */
  static List<AnalysisForecast> of(
      Study study, Plan plan, Store store, int cores, Duration measuring)
      throws IOException, InterruptedException {
    Map<AnalysisKind, List<Planned>> kinds = new LinkedHashMap<>();
    for (Planned one : new AnalysisPlan(study, plan).distinct()) {
      kinds.computeIfAbsent(one.analysis().kind(), kind -> new ArrayList<>()).add(one);
    }
    Map<Load, Double> measured = new LinkedHashMap<>();
    List<AnalysisForecast> forecasts = new ArrayList<>();
    try (ForkJoinPool pool = new ForkJoinPool(cores)) {
      for (Map.Entry<AnalysisKind, List<Planned>> kind : kinds.entrySet()) {
        int done = 0;
        double seconds = 0;
        for (Planned one : kind.getValue()) {
          if (store.findings(one.id()) != null) {
            done++;
            continue;
          }
          Load load = new Load(one);
          if (!measured.containsKey(load)) {
            measured.put(load, seconds(one, pool, measuring));
          }
          seconds += measured.getOrDefault(load, Double.NaN);
        }
        forecasts.add(new AnalysisForecast(kind.getKey(), kind.getValue().size(), done, seconds));
      }
    }
    return List.copyOf(forecasts);
  }

  /** Seconds of an analysis: the quickest of some attempts, so that compiling does not count. */
  private static double seconds(Planned one, ForkJoinPool pool, Duration measuring)
      throws InterruptedException {
    Analysis whole = one.analysis();
    double share = Math.min(1, ENOUGH / one.plan(false).work());
    int samples =
        Math.min(
            whole.samples(), Math.max(FEWEST_SAMPLES, (int) Math.round(share * whole.samples())));
    Analysis part = whole.withSamples(samples);
    InstrumentedModel model =
        new InstrumentedModel(Initializer.fresh(one.config(), one.seed(), "measurement"));
    double best = Double.POSITIVE_INFINITY;
    long start = System.nanoTime();
    do {
      long begin = System.nanoTime();
      try {
        pool.submit(() -> AnalysisRun.look(part, model, model, () -> {})).get();
      } catch (ExecutionException e) {
        throw new InputException(one.label() + " cannot be made: " + e.getCause());
      }
      best = Math.min(best, (System.nanoTime() - begin) / 1e9);
    } while (System.nanoTime() - start < measuring.toNanos());
    return best * whole.samples() / samples;
  }
}
