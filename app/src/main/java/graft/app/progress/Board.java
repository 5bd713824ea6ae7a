package graft.app.progress;

import graft.study.NodePlan;
import graft.training.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All nodes of a study and how far they are. Safe for several threads. */
final class Board {
  private final InstantSource clock;
  private final Map<String, NodeProgress> running = new ConcurrentHashMap<>();
  private final List<String> order = new ArrayList<>();
  private Instant start;
  private int nodes;
  private int done;
  private int computed;
  private double work;
  private double finishedWork;
  private double savedWork;

  Board(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  synchronized void plan(List<NodePlan> plans) {
    start = clock.instant();
    nodes = plans.size();
    for (NodePlan plan : plans) {
      work += plan.work();
      if (plan.done()) {
        done++;
        finishedWork += plan.work();
        savedWork += plan.work();
      }
    }
  }

  synchronized NodeProgress start(NodePlan plan, long step) {
    NodeProgress node = new NodeProgress(plan, step, now());
    running.put(plan.id(), node);
    order.add(plan.id());
    savedWork += plan.work() * node.firstShare();
    return node;
  }

  /** Takes a node off; null if it was not running here. */
  synchronized @Nullable NodeProgress finish(NodePlan plan) {
    NodeProgress node = running.remove(plan.id());
    order.remove(plan.id());
    done++;
    finishedWork += plan.work();
    if (node == null) {
      savedWork += plan.work();
    } else {
      computed++;
    }
    return node;
  }

  /** Of a node that runs here, how far it is; that of others is not asked for. */
  void progressed(NodePlan plan, long step, long tokens) {
    NodeProgress node = running.get(plan.id());
    if (node != null) {
      node.progressed(step, tokens);
    }
  }

  /** Of a node that runs here, what was measured last. */
  void measured(NodePlan plan, Measurement measurement) {
    NodeProgress node = running.get(plan.id());
    if (node != null) {
      node.measured(measurement);
    }
  }

  /** The running nodes in the order in which they began. */
  synchronized List<NodeProgress> running() {
    List<NodeProgress> list = new ArrayList<>();
    for (String id : order) {
      NodeProgress node = running.get(id);
      if (node != null) {
        list.add(node);
      }
    }
    return list;
  }

  Instant now() {
    return clock.instant();
  }

  synchronized int nodes() {
    return nodes;
  }

  /** Nodes whose results are there. */
  synchronized int done() {
    return done;
  }

  /** Nodes that were finished here. */
  synchronized int computed() {
    return computed;
  }

  synchronized Duration elapsed() {
    return Duration.between(start, now());
  }

  /** Share of all work that is done, in [0, 1]. */
  synchronized double share() {
    return work > 0 ? Math.min(1, doneWork() / work) : 1;
  }

  /** Time until everything is done at the pace so far, null if there is none yet. */
  synchronized @Nullable Duration left() {
    return Pace.left(doneWork() - savedWork, Math.max(0, work - doneWork()), elapsed());
  }

  private double doneWork() {
    double sum = finishedWork;
    for (NodeProgress node : running.values()) {
      sum += node.plan().work() * node.share();
    }
    return sum;
  }

  double tokensPerSecond() {
    Instant now = now();
    return running().stream().mapToDouble(node -> node.tokensPerSecond(now)).sum();
  }
}
