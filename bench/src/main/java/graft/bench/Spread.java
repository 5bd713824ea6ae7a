package graft.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Graft in fresh processes, one after another: how much the speed depends on what the JIT compiler
 * makes of the kernels in each, and how long it takes until they are fast.
 */
final class Spread {
  /** Steps in a row that must be fast. */
  private static final int RUN = 5;

  /** Steps that a process takes, whatever their time. */
  static final int LEAST = 2 * RUN;

  /** Share of steady speed that counts as fast. */
  private static final double FAST = 0.9;

  private Spread() {}

  /**
   * One row per process.
   *
   * @param seconds that each trains; longer if it takes fewer than ten steps
   * @param told receives each row as soon as it is there
   * @throws IllegalStateException if the losses differ
   */
  static List<SpreadRow> run(
      Shape shape, int threads, int processes, double seconds, Consumer<SpreadRow> told)
      throws IOException {
    List<SpreadRow> rows = new ArrayList<>();
    Map<String, Double> losses = new LinkedHashMap<>();
    for (int process = 1; process <= processes; process++) {
      SpreadRow row = row(shape, threads, process, seconds);
      losses.put("process " + process, row.loss());
      SameLoss.require(shape.name(), losses);
      rows.add(row);
      told.accept(row);
    }
    return rows;
  }

  private static SpreadRow row(Shape shape, int threads, int number, double seconds)
      throws IOException {
    String[] arguments = {
      shape.name(),
      Integer.toString(threads),
      Double.toString(seconds),
      Long.toString(System.currentTimeMillis())
    };
    try (ChildProcess process =
        new ChildProcess("graft on " + shape.name(), StartUp.class, Map.of(), arguments)) {
      String[] words = process.answer("steps");
      List<Long> nanos = Arrays.stream(words).skip(1).map(Long::valueOf).toList();
      double steady = steady(nanos);
      return new SpreadRow(
          shape.name(),
          threads,
          number,
          steady / 1e6,
          Long.parseLong(words[0]) / 1e3 + untilFast(nanos, steady) / 1e9,
          nanos.size(),
          Double.parseDouble(process.answer("loss")[0]),
          String.join(" ", process.answer("about")));
    }
  }

  /** The median of the second half of the steps. */
  static double steady(List<Long> nanos) {
    return Lane.quantile(nanos.subList(nanos.size() / 2, nanos.size()), 0.5);
  }

  /**
   * From the start of training to the end of the first step of the first five in a row whose median
   * is within a ninth of the steady time; to the end of training if there are no such five.
   */
  static long untilFast(List<Long> nanos, double steady) {
    long time = 0;
    for (int i = 0; i < nanos.size(); i++) {
      time += nanos.get(i);
      if (i + RUN <= nanos.size()
          && Lane.quantile(nanos.subList(i, i + RUN), 0.5) <= steady / FAST) {
        return time;
      }
    }
    return time;
  }
}
