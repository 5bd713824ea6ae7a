package graft.bench;

import graft.engine.vector.KernelBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link KernelBenchmark} with JMH, each kernel in a process of its own. */
final class Kernels {
  private Kernels() {}

  /**
   * One row per kernel; the first is the peak itself.
   *
   * @throws IOException if a kernel fails, with what JMH says
   */
  static List<KernelRow> run() throws IOException {
    double peak = perNanosecond(run(PeakBenchmark.class).getFirst(), "operations");
    List<KernelRow> rows = new ArrayList<>();
    rows.add(new KernelRow("multiply-adds", "", peak, 1.0, null));
    for (RunResult result : run(KernelBenchmark.class)) {
      rows.add(row(result, peak));
    }
    return rows;
  }

  private static KernelRow row(RunResult result, double peak) {
    BenchmarkParams of = result.getParams();
    String name = of.getBenchmark().substring(of.getBenchmark().lastIndexOf('.') + 1);
    String size = of.getParamsKeys().contains("size") ? of.getParam("size") : "";
    double operations = perNanosecond(result, "operations");
    return operations > 0
        ? new KernelRow(name, size, operations, operations / peak, null)
        : new KernelRow(name, size, null, null, 1 / perNanosecond(result, "vectors"));
  }

  /** What JMH and its processes say, mostly warnings, is shown only if one fails. */
  private static List<RunResult> run(Class<?> benchmark) throws IOException {
    Path said = Files.createTempFile("graft-bench", ".txt");
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName() + "\\..*")
            .verbosity(VerboseMode.SILENT)
            .output(said.toString())
            .shouldFailOnError(true)
            .build();
    try {
      return List.copyOf(new Runner(options).run());
    } catch (RunnerException e) {
      throw new IOException(benchmark.getSimpleName() + " failed:\n" + Files.readString(said), e);
    } finally {
      Files.delete(said);
    }
  }

  /** Of the median iteration. */
  private static double perNanosecond(RunResult result, String counter) {
    Result<?> counted = Objects.requireNonNull(result.getSecondaryResults().get(counter));
    return counted.getStatistics().getPercentile(50);
  }
}
