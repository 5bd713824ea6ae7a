package graft.study;

import graft.study.AnalysisPlan.Planned;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries out the analyses that a store lacks, one after the other, each on all cores. Each is
 * there whole or not at all, so that a study that was killed goes on with the next.
 */
final class AnalysisQueue {
  /** How long to wait for another process before looking again whether it has finished. */
  private static final long POLL_MILLIS = 300;

  /** In the place of an engine, which analyses do without. */
  private static final String FORMULAS = "the reference engine's formulas in double precision";

  private final String study;
  private final Store store;
  private final StudyObserver observer;
  private final List<NodePlan> plans = new ArrayList<>();
  private final Map<String, Planned> waiting = new LinkedHashMap<>();
  private final Map<String, String> failed = new LinkedHashMap<>();
  private int computed;
  private int there;

  /**
   * Finds what is to be done.
   *
   * @param planned each analysis once
   */
  AnalysisQueue(String study, List<Planned> planned, Store store, StudyObserver observer)
      throws IOException {
    this.study = study;
    this.store = store;
    this.observer = observer;
    for (Planned one : planned) {
      boolean isThere = store.findings(one.id()) != null;
      plans.add(one.plan(isThere));
      if (isThere) {
        there++;
      } else {
        waiting.put(one.id(), one);
      }
    }
  }

  /** Every analysis as planned. */
  List<NodePlan> plans() {
    return List.copyOf(plans);
  }

  /** Reasons of those that failed. */
  List<String> failures() {
    return List.copyOf(failed.values());
  }

  /** How many there are now. */
  StudyResult.Analyses summary() {
    return new StudyResult.Analyses(plans.size(), there, computed);
  }

  /**
   * Carries out what can be: what looks at a model that the store lacks is left.
   *
   * @param cores that may compute at the same time
   */
  void run(int cores) throws IOException, InterruptedException {
    for (Planned one : List.copyOf(waiting.values())) {
      if (!hasModels(one.analysis())) {
        waiting.remove(one.id());
      }
    }
    if (waiting.isEmpty()) {
      return;
    }
    store.requireWritable();
    try (ForkJoinPool pool = new ForkJoinPool(cores)) {
      while (!waiting.isEmpty()) {
        int before = waiting.size();
        for (Planned one : List.copyOf(waiting.values())) {
          take(one, pool);
        }
        if (waiting.size() == before) {
          Thread.sleep(POLL_MILLIS);
        }
      }
    }
  }

  private boolean hasModels(Analysis analysis) throws IOException {
    String other = analysis.other();
    return store.find(analysis.model()) != null && (other == null || store.find(other) != null);
  }

  private void take(Planned one, ForkJoinPool pool) throws IOException, InterruptedException {
    FileLock lock = store.lock(one.id());
    if (lock == null) {
      return;
    }
    try {
      if (store.findings(one.id()) == null) {
        compute(one, pool);
      }
      waiting.remove(one.id());
      there += failed.containsKey(one.id()) ? 0 : 1;
      observer.finished(one.plan(false));
    } finally {
      lock.release();
    }
  }

  private void compute(Planned one, ForkJoinPool pool) throws IOException, InterruptedException {
    store.putAsideIfDamagedAnalysis(one.id(), "made again", observer::warned);
    Provenance provenance = new Provenance(study, FORMULAS, Instant.now(), 0);
    observer.started(one.plan(false), 0);
    try {
      Findings findings = findings(one, pool);
      AnalysisFile.write(
          store.analysis(one.id()),
          store.root().resolve("work").resolve(one.id() + ".json"),
          one.analysis(),
          findings,
          provenance);
      Files.deleteIfExists(store.failed(one.id()));
      computed++;
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      failed.put(one.id(), one.label() + ": " + reason);
      FailureFile.write(store.failed(one.id()), reason, one.id(), provenance);
    }
  }

  private Findings findings(Planned one, ForkJoinPool pool)
      throws IOException, InterruptedException {
    AtomicLong seen = new AtomicLong();
    NodePlan plan = one.plan(false);
    AnalysisRun run =
        new AnalysisRun(
            one.analysis(), store, () -> observer.progressed(plan, seen.incrementAndGet(), 0));
    // Streams that a task of this pool makes parallel stay in it.
    Future<Findings> future = pool.submit(run::findings);
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      pool.shutdownNow();
      throw e;
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  /** What a task threw; the pool may have wrapped it in its like. */
  private static IllegalArgumentException cause(ExecutionException e) throws IOException {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof IllegalArgumentException illegal) {
      return illegal;
    }
    if (cause instanceof IOException fault) {
      throw fault;
    }
    throw new IllegalStateException("an analysis failed unexpectedly: " + cause, cause);
  }
}
