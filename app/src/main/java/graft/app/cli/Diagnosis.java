package graft.app.cli;

import graft.app.report.Figures;
import graft.app.report.Json;
import graft.engine.Engines;
import graft.engine.SelfCheck;
import graft.study.Processor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Looks at the machine. */
final class Diagnosis {
  private static final String ENGINE = "vector";

  /** On an idle machine the kernels are compiled after one or two seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private Diagnosis() {}

  static List<Finding> of(Path store) {
    int cores = Runtime.getRuntime().availableProcessors();
    return List.of(
        Finding.fact("graft", Version.text()),
        Finding.fact("jdk", property("java.vendor") + " " + Runtime.version()),
        Finding.fact("jdkHome", property("java.home")),
        Finding.fact(
            "system",
            property("os.name") + " " + property("os.version") + " " + property("os.arch")),
        Finding.fact("cpu", Processor.model().orElse("unknown")),
        new Finding("cores", cores, Integer.toString(cores), true),
        heap(),
        Finding.fact("engine", Engines.create(ENGINE).description()),
        selfCheck(cores),
        Kernels.finding(Engines.create(ENGINE).checkKernels(PATIENCE)),
        StoreCheck.of(store));
  }

  private static String property(String key) {
    return System.getProperty(key, "unknown");
  }

  private static Finding heap() {
    long bytes = Runtime.getRuntime().maxMemory();
    return new Finding(
        "heap", bytes, Figures.decimals(bytes / (double) (1 << 30), 1) + " GiB at most", true);
  }

  private static Finding selfCheck(int threads) {
    SelfCheck check = SelfCheck.run(ENGINE, threads);
    String text =
        String.format(
            Locale.ROOT,
            "relative error against the reference: loss %.1e, gradient %.1e (allowed %.0e)",
            check.lossError(),
            check.gradientError(),
            SelfCheck.BOUND);
    Object value =
        Json.object(
            "ok", check.passed(),
            "lossError", check.lossError(),
            "gradientError", check.gradientError(),
            "bound", SelfCheck.BOUND);
    return new Finding("selfCheck", value, text, check.passed());
  }
}
