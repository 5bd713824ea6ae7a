package graft.study;

import graft.engine.Engine;
import graft.model.GptConfig;
import graft.procedure.Procedure;
import graft.study.Plan.Node;
import graft.training.Trainer;
import graft.training.TrainingSettings;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What fits into this machine: how many trials side by side, and how many threads of each. */
final class Capacity {
  /** The share of the heap that trials may take together; the rest is for everything else. */
  private static final double SHARE = 0.7;

  private static final double GIB = 1 << 30;

  private final Engine engine;
  private final List<Shape> shapes;
  private final int cores;
  private final long heap;

  /** What determines a trial's memory. */
  private record Shape(GptConfig config, Procedure procedure, TrainingSettings settings) {
    static Shape of(Node node) {
      return new Shape(node.config(), node.recipe().procedure(), node.recipe().settings());
    }

    long memory(Engine engine, int threads) {
      return Trainer.memory(engine, config, procedure, settings, threads);
    }
  }

  /**
   * The capacity for these runs.
   *
   * @param cores threads that may compute at the same time
   * @param heap bytes that the JVM may take
   * @throws InputException if one of them does not even fit alone, on one thread
   */
  Capacity(Engine engine, Collection<Node> nodes, int cores, long heap) {
    this.engine = engine;
    this.cores = cores;
    this.heap = heap;
    for (Node node : nodes) {
      requireRoom(node);
    }
    shapes = nodes.stream().map(Shape::of).distinct().toList();
  }

  private void requireRoom(Node node) {
    long bytes = memory(node);
    if (bytes > heap) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "'%s' needs about %.1f GiB of memory, and the JVM may take %.1f GiB: allow it more,"
                  + " with GRAFT_OPTS=-Xmx%.0fg if the machine has that, or choose a smaller batch,"
                  + " sequence length or width",
              node.label(),
              bytes / GIB,
              heap / GIB,
              Math.ceil(bytes / SHARE / GIB)));
    }
  }

  private long memory(Node node) {
    try {
      return Shape.of(node).memory(engine, 1);
    } catch (ArithmeticException e) {
      throw new InputException(
          "'"
              + node.label()
              + "' has more parameters than fit into one array, 2^31 - 1: choose a smaller width or"
              + " fewer layers");
    }
  }

  /** The most trials side by side, each on one thread; at least 1. */
  int trials() {
    return Math.clamp((long) (SHARE * heap / memory(1)), 1, cores);
  }

  /**
   * Threads of each of {@code running} trials: an equal share of the cores, fewer if memory is
   * short.
   *
   * @param trials how many may ever go on at once; an equal share of the memory belongs to each, so
   *     that others can begin at any time
   */
  int threads(int trials, int running) {
    int threads = Math.max(1, cores / running);
    while (threads > 1 && memory(threads) > SHARE * heap / trials) {
      threads--;
    }
    return threads;
  }

  /** Bytes that the largest trial takes at the most, roughly, on so many threads. */
  long memory(int threads) {
    return shapes.stream().mapToLong(shape -> shape.memory(engine, threads)).max().orElse(1);
  }
}
