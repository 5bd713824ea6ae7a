package graft.bench;

import graft.engine.Batch;
import graft.model.Weights;
import graft.training.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the machine can do at the most: fused multiply-adds on registers, as many independent chains
 * as hide their latency, on every thread. A step is a fixed number of them.
 */
record FmaPeak(int threads) implements Contestant {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;

  /**
   * Floating-point operations of a step on each thread. A constant expression: reading it does not
   * need the module of vectors.
   */
  static final double OPERATIONS = 2.0 * 16 * CHAINS * (1 << 21);

  private static final int TURNS = (int) (OPERATIONS / (2 * CHAINS * SPECIES.length()));

  @Override
  public String description() {
    return "fused multiply-adds (" + SPECIES.vectorBitSize() + "-bit vectors)";
  }

  @Override
  public double loss(Weights weights, Batch batch) {
    return Double.NaN;
  }

  @Override
  public void train(TrainingObserver observer) throws InterruptedException {
    List<Callable<Float>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      parts.add(FmaPeak::step);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (long step = 0; ; step++) {
        observer.progressed(step, Long.MAX_VALUE, 0);
        require(pool.invokeAll(parts));
      }
    }
  }

  /** One thread's part of a step. */
  static float step() {
    return chains(TURNS, 0.999f, 1e-3f);
  }

  /** Looks at the results, so that none is computed for nothing. */
  private static void require(List<Future<Float>> results) throws InterruptedException {
    try {
      for (Future<Float> result : results) {
        if (!Float.isFinite(result.get())) {
          throw new IllegalStateException("a chain of multiply-adds left the finite numbers");
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Twelve chains x := x a + b; they converge, so no value is ever special. */
  private static float chains(int turns, float factor, float summand) {
    FloatVector a = FloatVector.broadcast(SPECIES, factor);
    FloatVector b = FloatVector.broadcast(SPECIES, summand);
    FloatVector x0 = b;
    FloatVector x1 = a;
    FloatVector x2 = b.add(1);
    FloatVector x3 = b.add(2);
    FloatVector x4 = b.add(3);
    FloatVector x5 = b.add(4);
    FloatVector x6 = b.add(5);
    FloatVector x7 = b.add(6);
    FloatVector x8 = b.add(7);
    FloatVector x9 = b.add(8);
    FloatVector x10 = b.add(9);
    FloatVector x11 = b.add(10);
    for (int i = 0; i < turns; i++) {
      x0 = x0.fma(a, b);
      x1 = x1.fma(a, b);
      x2 = x2.fma(a, b);
      x3 = x3.fma(a, b);
      x4 = x4.fma(a, b);
      x5 = x5.fma(a, b);
      x6 = x6.fma(a, b);
      x7 = x7.fma(a, b);
      x8 = x8.fma(a, b);
      x9 = x9.fma(a, b);
      x10 = x10.fma(a, b);
      x11 = x11.fma(a, b);
    }
    FloatVector sum = x0.add(x1).add(x2).add(x3).add(x4).add(x5);
    sum = sum.add(x6).add(x7).add(x8).add(x9).add(x10).add(x11);
    return sum.reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
  }
}
