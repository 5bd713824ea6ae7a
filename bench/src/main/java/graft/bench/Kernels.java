package graft.bench;

import graft.engine.vector.KernelBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link KernelBenchmark} with JMH, each kernel in a process of its own, and tabulates. */
final class Kernels {
  private static final String LINE = "%-18s %8s %8s %10s %6s%n";

  private Kernels() {}

  /**
   * A line per kernel: GFLOP/s and their share of the peak on one thread, or nanoseconds per vector
   * of sixteen floats.
   *
   * @throws IOException if a kernel fails, with what JMH says
   */
  static List<String> run() throws IOException {
    double peak = perNanosecond(run(PeakBenchmark.class).getFirst(), "operations");
    List<String> lines = new ArrayList<>();
    lines.add(LINE.formatted("kernel", "size", "GFLOP/s", "ns/vector", "peak"));
    lines.add(line("multiply-adds", "", peak, 0, peak));
    for (RunResult result : run(KernelBenchmark.class)) {
      BenchmarkParams of = result.getParams();
      String name = of.getBenchmark().substring(of.getBenchmark().lastIndexOf('.') + 1);
      String size = of.getParamsKeys().contains("size") ? of.getParam("size") : "";
      double operations = perNanosecond(result, "operations");
      lines.add(line(name, size, operations, perNanosecond(result, "vectors"), peak));
    }
    return lines;
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

  private static String line(
      String name, String size, double operations, double vectors, double peak) {
    return LINE.formatted(
        name,
        size,
        operations > 0 ? figure(operations, 1) : "",
        vectors > 0 ? figure(1 / vectors, 2) : "",
        operations > 0 ? figure(100 * operations / peak, 0) + "%" : "");
  }

  private static String figure(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
