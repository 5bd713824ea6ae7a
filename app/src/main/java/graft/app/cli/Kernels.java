package graft.app.cli;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.engine.Engines;
import graft.engine.KernelCheck;
import graft.engine.KernelCheck.Kernel;
import graft.study.NodePlan;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The check of the engine's kernels, in words. */
final class Kernels {
  /** Multiply-adds, as planned, that take some ten seconds or more; shorter work is not delayed. */
  static final double LEAST_WORK = 1e12;

  /** What is not compiled by then is not judged; that time is not lost, training would need it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String WAY_OUT =
      "; this run may take much longer: stop it and start it again, what is finished is kept";

  private Kernels() {}

  /** Checks the kernels before a study's first trial if there is much to compute. */
  static void lookBefore(List<NodePlan> nodes, String engine, Consumer<String> warn) {
    lookBefore(nodes, () -> Engines.create(engine).checkKernels(PATIENCE), warn);
  }

  static void lookBefore(List<NodePlan> nodes, Supplier<KernelCheck> check, Consumer<String> warn) {
    double work =
        nodes.stream()
            .filter(node -> node.training() && !node.done())
            .mapToDouble(NodePlan::work)
            .sum();
    if (work < LEAST_WORK) {
      return;
    }
    KernelCheck found = check.get();
    if (!found.before().isEmpty()) {
      warn.accept(outcome(found) + (found.bad().isEmpty() ? "" : WAY_OUT));
    }
  }

  /** A line of {@code graft doctor}. */
  static Finding finding(KernelCheck check) {
    boolean ok = check.bad().isEmpty();
    Object value =
        Json.object(
            "ok", ok,
            "kernels", check.kernels().stream().map(Kernels::json).toList(),
            "before", check.before().stream().map(Kernels::json).toList(),
            "obstacle", check.obstacle());
    String text = state(check) + (check.before().isEmpty() ? "" : "; " + outcome(check));
    return new Finding("kernels", value, text + (ok ? "" : "; another start may do better"), ok);
  }

  private static Map<String, @Nullable Object> json(Kernel kernel) {
    return Json.object(
        "name", kernel.name(),
        "cost", kernel.cost(),
        "factor", kernel.factor(),
        "allocated", kernel.allocated(),
        "judged", kernel.judged());
  }

  private static String state(KernelCheck check) {
    List<Kernel> well = check.kernels().stream().filter(Kernel::well).toList();
    List<Kernel> open =
        check.kernels().stream().filter(kernel -> !kernel.well() && !kernel.judged()).toList();
    String slowest =
        well.stream()
            .max(Comparator.comparingDouble(Kernel::factor))
            .map(kernel -> " (slowest: " + kernel.name() + " " + times(kernel) + ")")
            .orElse("");
    return well.size()
        + " at their usual speed"
        + slowest
        + (open.isEmpty() ? "" : "; not compiled in time: " + names(open));
  }

  /** What was bad and what became of it. */
  private static String outcome(KernelCheck check) {
    String was = "the JIT compiled badly: " + faults(check.before());
    if (check.obstacle() != null) {
      return was + "; cannot have it compiled anew: " + check.obstacle();
    }
    return was
        + "; compiled anew"
        + (check.bad().isEmpty() ? "" : ", still bad: " + faults(check.bad()));
  }

  private static String names(List<Kernel> kernels) {
    return kernels.stream().map(Kernel::name).collect(Collectors.joining(", "));
  }

  private static String faults(List<Kernel> kernels) {
    return kernels.stream().map(Kernels::fault).collect(Collectors.joining(", "));
  }

  private static String fault(Kernel kernel) {
    String allocates = kernel.allocated() > 0 ? ", allocates" : "";
    return kernel.name() + " (" + times(kernel) + " its usual time" + allocates + ")";
  }

  private static String times(Kernel kernel) {
    return Figures.decimals(kernel.factor(), kernel.factor() < 10 ? 1 : 0) + "x";
  }
}
