package graft.study;

import graft.engine.Engine;
import graft.engine.Engines;
import graft.study.Arrangement.Comparison;
import graft.study.Plan.Node;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a study in this program: as many trials side by side as there are cores and memory, or one
 * at a time on all cores if that was measured to be faster; see {@link Arrangement}. When fewer are
 * left than cores, each takes several threads. No choice of threads changes a bit.
 */
public final class LocalRunner implements Runner {
  /** How long to wait for another process before looking again whether it has finished. */
  private static final long POLL_MILLIS = 300;

  private static final Duration MEASUREMENT = Duration.ofSeconds(1);

  private final Engine engine;
  private final int cores;
  private final long heap;
  private final Comparison comparison;

  /**
   * A runner.
   *
   * @param engine name, see {@link Engines#names}
   * @param cores how many threads compute at the same time
   */
  public LocalRunner(String engine, int cores) {
    this(Engines.create(engine), cores);
  }

  private LocalRunner(Engine engine, int cores) {
    this(engine, cores, Runtime.getRuntime().maxMemory(), new Throughput(engine, MEASUREMENT));
  }

  /**
   * A runner with limits of one's own.
   *
   * @param heap bytes that the trials may believe the JVM has
   * @param comparison decides between side by side and one at a time
   */
  LocalRunner(Engine engine, int cores, long heap, Comparison comparison) {
    this.engine = engine;
    this.cores = cores;
    this.heap = heap;
    this.comparison = comparison;
  }

  @Override
  public StudyResult run(Study study, Store store, StudyObserver observer)
      throws InterruptedException {
    Plan plan = new Plan(study, engine.arithmetic());
    try {
      AnalysisQueue analyses =
          new AnalysisQueue(
              study.name(), new AnalysisPlan(study, plan).distinct(), store, observer);
      Scheduler scheduler = new Scheduler(study, plan.nodes(), analyses.plans(), store, observer);
      int computed = scheduler.run();
      analyses.run(cores);
      Table table = new Table(study, plan, store);
      List<StudyResult.Trial> trials = table.trials();
      return new StudyResult(
          study.name(),
          table.rows(trials, scheduler.failed),
          trials,
          Stream.concat(scheduler.failures().stream(), analyses.failures().stream()).toList(),
          computed,
          study.changes(),
          Contrasts.of(study, trials),
          analyses.summary());
    } catch (ClosedByInterruptException | FileLockInterruptionException e) {
      // Reading or writing was interrupted on this thread; nothing is wrong with the store.
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException();
      interrupted.initCause(e);
      throw interrupted;
    } catch (IOException e) {
      throw Store.unusable(store.root(), e);
    }
  }

  /** Hands out runs as their donors are finished. */
  private final class Scheduler {
    private final Study study;
    private final Store store;
    private final StudyObserver observer;
    private final Map<String, Node> waiting = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final Map<String, NodePlan> plans = new LinkedHashMap<>();
    private final List<Workspace> claimed = new ArrayList<>();
    private final Capacity capacity;
    private int atOnce = 1;
    private int running;
    private int computed;
    private @Nullable IOException fault;
    private @Nullable Throwable bug;

    /**
     * Finds what is to be done.
     *
     * @param after what comes after all runs, for the observer
     */
    Scheduler(
        Study study,
        Collection<Node> nodes,
        List<NodePlan> after,
        Store store,
        StudyObserver observer)
        throws IOException {
      this.study = study;
      this.store = store;
      this.observer = observer;
      for (Node node : nodes) {
        boolean there = store.find(node.id()) != null;
        plans.put(node.id(), node.plan(there));
        if (there) {
          done.add(node.id());
        } else {
          waiting.put(node.id(), node);
        }
      }
      this.capacity = new Capacity(engine, waiting.values(), cores, heap);
      observer.planned(Stream.concat(plans.values().stream(), after.stream()).toList());
    }

    List<String> failures() {
      return failed.values().stream().distinct().toList();
    }

    int run() throws IOException, InterruptedException {
      if (waiting.isEmpty()) {
        return 0;
      }
      store.requireWritable();
      Arrangement arrangement = Arrangement.choose(waiting.values(), capacity, comparison);
      observer.arranged(arrangement);
      atOnce = arrangement.trials();
      ExecutorService pool =
          Executors.newFixedThreadPool(
              atOnce, Thread.ofPlatform().daemon().name("graft-trial-", 0).factory());
      try {
        loop(pool);
      } finally {
        end(pool);
      }
      if (fault != null) {
        throw fault;
      }
      if (bug != null) {
        throw new IllegalStateException("a trial failed unexpectedly: " + bug, bug);
      }
      return computed;
    }

    /** Stops what is going on, which leaves checkpoints, and waits for it. */
    private void end(ExecutorService pool) throws IOException, InterruptedException {
      pool.shutdownNow();
      try {
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
          observer.warned("a trial did not stop within a minute; its last checkpoint is kept");
        }
      } finally {
        giveUp();
      }
    }

    /** Unlocks what was claimed and, since the study was stopped, never begun. */
    private synchronized void giveUp() throws IOException {
      for (Workspace workspace : claimed) {
        workspace.close();
      }
    }

    private synchronized void loop(ExecutorService pool) throws IOException, InterruptedException {
      while ((!waiting.isEmpty() || running > 0) && fault == null && bug == null) {
        List<Trial> trials = takeOn();
        trials.forEach(trial -> pool.execute(() -> compute(trial)));
        wait(POLL_MILLIS);
      }
    }

    /**
     * Claims as many of the waiting runs as can start now; drops those that others have finished.
     */
    private List<Trial> takeOn() throws IOException {
      List<Trial> trials = new ArrayList<>();
      for (Node node : List.copyOf(waiting.values())) {
        String donorFailure = donorFailure(node);
        if (donorFailure != null) {
          waiting.remove(node.id());
          failed.put(node.id(), donorFailure);
        } else if (running < atOnce && ready(node)) {
          Workspace workspace = store.claim(node.recipe(), observer::warned);
          if (workspace != null) {
            waiting.remove(node.id());
            claimed.add(workspace);
            running++;
            trials.add(new Trial(node, plan(node), workspace));
          } else if (store.find(node.id()) != null) {
            waiting.remove(node.id());
            done.add(node.id());
            observer.finished(plan(node));
          }
        }
      }
      return trials;
    }

    private @Nullable String donorFailure(Node node) {
      for (String donor : node.donors()) {
        String failure = failed.get(donor);
        if (failure != null) {
          return failure;
        }
      }
      return null;
    }

    private boolean ready(Node node) {
      return done.containsAll(node.donors());
    }

    private NodePlan plan(Node node) {
      NodePlan plan = plans.get(node.id());
      if (plan == null) {
        throw new IllegalStateException("not planned: " + node.label());
      }
      return plan;
    }

    private void compute(Trial trial) {
      String failure = null;
      try (Workspace workspace = trial.workspace()) {
        failure =
            new TrialRun(study.name(), engine, this::threads, store, observer)
                .run(trial.node(), trial.plan(), workspace);
        finished(trial, failure);
      } catch (IOException e) {
        stop(e, null);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop(null, null);
      } catch (RuntimeException | Error e) {
        stop(null, e);
      }
    }

    private synchronized int threads() {
      return capacity.threads(atOnce, Math.max(1, running));
    }

    private synchronized void finished(Trial trial, @Nullable String failure) {
      running--;
      computed++;
      if (failure == null) {
        done.add(trial.node().id());
      } else {
        failed.put(trial.node().id(), trial.node().label() + ": " + failure);
      }
      observer.finished(trial.plan());
      notifyAll();
    }

    private synchronized void stop(@Nullable IOException cause, @Nullable Throwable unexpected) {
      running--;
      fault = fault == null ? cause : fault;
      bug = bug == null ? unexpected : bug;
      notifyAll();
    }
  }

  /** A claimed run. */
  private record Trial(Node node, NodePlan plan, Workspace workspace) {}
}
