package graft.engine;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an engine's kernels run as fast in this process as they usually do. The JIT compiler
 * decides anew in every process, and now and then it compiles one badly: it gives up half-way, or
 * allocates every vector, and the kernel takes many times as long.
 *
 * @param kernels as they are now; empty if the engine has none to check
 * @param before those that were bad at first, as they were then; the engine then had its kernels
 *     compiled anew
 * @param obstacle why they could not be compiled anew, or null
 */
public record KernelCheck(List<Kernel> kernels, List<Kernel> before, @Nullable String obstacle) {
  /**
   * Times its usual time from which on a kernel is bad. Other processors and busy machines stay
   * below, a kernel that was compiled badly is far above.
   */
  public static final double BOUND = 4;

  /** What an engine reports that has no kernels to check. */
  public static final KernelCheck NONE = new KernelCheck(List.of(), List.of(), null);

  /**
   * One kernel.
   *
   * @param name what people call it
   * @param cost time of a call, in times of a fixed number of multiply-adds on this machine
   * @param factor time of a call over its usual time
   * @param allocated bytes that a call allocates; usually 0
   * @param judged whether the compiler is done with it; if not, the figures say nothing
   */
  public record Kernel(String name, double cost, double factor, long allocated, boolean judged) {
    /** Whether it has been seen at its usual speed. */
    public boolean well() {
      return allocated == 0 && factor < BOUND;
    }

    /** Whether the compiler has done badly. */
    public boolean bad() {
      return judged && !well();
    }
  }

  public KernelCheck {
    kernels = List.copyOf(kernels);
    before = List.copyOf(before);
  }

  /**
   * Measures, and if a kernel is bad has them compiled anew and measures again.
   *
   * @param recompile returns why it could not, or null
   */
  public static KernelCheck of(
      Supplier<List<Kernel>> measure, Supplier<@Nullable String> recompile) {
    List<Kernel> first = measure.get();
    List<Kernel> before = first.stream().filter(Kernel::bad).toList();
    if (before.isEmpty()) {
      return new KernelCheck(first, before, null);
    }
    String obstacle = recompile.get();
    return new KernelCheck(obstacle == null ? measure.get() : first, before, obstacle);
  }

  /** Those that are bad now. */
  public List<Kernel> bad() {
    return kernels.stream().filter(Kernel::bad).toList();
  }
}
