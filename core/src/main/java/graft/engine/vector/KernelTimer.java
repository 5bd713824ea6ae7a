package graft.engine.vector;

import graft.engine.KernelCheck;
import graft.engine.KernelCheck.Kernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times kernels in short rounds, all of them in turn, so that the JIT compiler is busy with one
 * while the others run. What counts is a kernel's best round: whatever else the machine does can
 * only add to it.
 *
 * <p>It ends as soon as every kernel has been seen at its usual speed, and so waits for the
 * compiler no longer than it must.
 */
final class KernelTimer {
  /** Rounds in which nothing may be amiss, which also make the figures exact. */
  private static final int CALM_ROUNDS = 20;

  /**
   * A slow kernel is judged after this many calls without becoming faster: as many as it takes at
   * the most to have HotSpot optimise a method.
   */
  private static final int UNCHANGED_CALLS = 5000;

  /** Part of the best time so far below which a kernel has become faster. */
  private static final double FASTER = 0.8;

  /** A kernel's turn takes about this long, so that the clock's resolution does not matter. */
  private static final double TURN_NANOS = 20_000;

  private static final int MOST_CALLS = 100;

  private final List<KernelCases.Case> cases = new ArrayList<>();
  private final Meter meter;

  // By case, the reference first: the least time of a call, the least that a call allocated, and
  // how many calls have not changed that much.
  private final double[] nanos;
  private final long[] bytes;
  private final long[] unchanged;

  private KernelTimer(KernelCases.Case reference, List<KernelCases.Case> kernels, Meter meter) {
    cases.add(reference);
    cases.addAll(kernels);
    this.meter = meter;
    nanos = new double[cases.size()];
    bytes = new long[cases.size()];
    unchanged = new long[cases.size()];
    Arrays.fill(nanos, Double.POSITIVE_INFINITY);
    Arrays.fill(bytes, Long.MAX_VALUE);
  }

  /**
   * Measures the kernels.
   *
   * @param reference what their cost is relative to
   * @param most how long to wait for slow ones
   */
  static List<Kernel> measure(
      KernelCases.Case reference, List<KernelCases.Case> kernels, Meter meter, Duration most) {
    KernelTimer timer = new KernelTimer(reference, kernels, meter);
    timer.run(most);
    List<Kernel> results = timer.results(true);
    boolean alarm = results.stream().anyMatch(Kernel::bad);
    return alarm && meter.compiling() ? timer.results(false) : results;
  }

  private void run(Duration most) {
    long end = meter.nanos() + most.toNanos();
    int calm = 0;
    do {
      for (int c = 0; c < nanos.length; c++) {
        turn(c);
      }
      boolean well = bytes[0] == 0 && results(true).stream().allMatch(Kernel::well);
      calm = well ? calm + 1 : 0;
    } while (calm < CALM_ROUNDS && meter.nanos() - end < 0);
  }

  private void turn(int c) {
    KernelCases.Case kernel = cases.get(c);
    int calls = Math.clamp((long) (TURN_NANOS / nanos[c]), 1, MOST_CALLS);
    kernel.prepare().run();
    long allocated = meter.allocated();
    long start = meter.nanos();
    for (int i = 0; i < calls; i++) {
      kernel.call().run();
    }
    double time = (double) (meter.nanos() - start) / calls;
    long taken = (meter.allocated() - allocated) / calls;
    boolean changed = time < FASTER * nanos[c] || taken < bytes[c];
    unchanged[c] = changed ? 0 : unchanged[c] + calls;
    nanos[c] = Math.min(nanos[c], time);
    bytes[c] = Math.min(bytes[c], taken);
  }

  /** The figures as they are by now; {@code idle} if the compiler has nothing left to do. */
  private List<Kernel> results(boolean idle) {
    double machine = machine();
    List<Kernel> kernels = new ArrayList<>();
    for (int c = 1; c < nanos.length; c++) {
      boolean judged = idle && unchanged[0] >= UNCHANGED_CALLS && unchanged[c] >= UNCHANGED_CALLS;
      kernels.add(new Kernel(cases.get(c).name(), cost(c), factor(c) / machine, bytes[c], judged));
    }
    return kernels;
  }

  /** Time of a call, in times of the reference. */
  private double cost(int c) {
    return nanos[c] / nanos[0];
  }

  private double factor(int c) {
    return cost(c) / cases.get(c).usual();
  }

  /**
   * How many times slower than on the machine of the table the middle kernel is, where
   * multiply-adds are as fast: what holds for most kernels is the processor's doing, not the
   * compiler's.
   */
  private double machine() {
    double[] factors = new double[nanos.length - 1];
    for (int c = 1; c < nanos.length; c++) {
      factors[c - 1] = factor(c);
    }
    Arrays.sort(factors);
    return Math.clamp(factors[factors.length / 2], 1, KernelCheck.BOUND);
  }
}
