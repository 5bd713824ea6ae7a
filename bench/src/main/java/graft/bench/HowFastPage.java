package graft.bench;

import graft.bench.Csv.Line;
import graft.model.GptConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of documentation on speed. */
final class HowFastPage {
  private static final String HEAD =
      """
      <!-- Generated from bench/*.csv; do not edit. -->
      # How fast is a training step?

      A step is what a study does all day: draw a batch, forward, backward, clip, AdamW. `graft bench` times whole
      steps of Graft and of the same model in libtorch (PyTorch's core, called from Java) on the same batches.

      ## How it is measured
      - **The answer first.** Every engine computes the loss of the same weights on the same batch; if two differ by more
        than 1 part in 100,000, nothing is timed.
      - **In turn.** Each engine and number of threads has a process of its own. After warming up they work one at a time,
        round after round, so that what slows the machine for a while slows them all. By default 5 s of warming up and
        5 rounds of at most 100 steps or 2 s; the first step of a round is not timed.
      - **Medians.** ms per step is the median over all timed steps; a tenth of the steps took no longer than p10, nine tenths
        no longer than p90.
      - **Engines.** `graft` is the trainer and vector engine that every study uses. `published` is libtorch as the published
        program uses it: batches padded to the task's length, logits for every position, attention in single operations,
        threads as libtorch chooses. `tuned` is libtorch at its best: batches padded to their longest sequence, logits only
        where a prediction counts, fused attention if that is faster, an allocator that keeps its memory, threads that wait
        without spinning, and one or all threads in its matrix library, whichever is faster. `torch-python` is `published` in Python, where
        PyTorch is installed; it is handed the batches ready-made.
      - **GFLOP/s** count only the multiply-adds that a step cannot do without (two operations each), whatever else an engine
        computes. The peak is what the same number of threads manage in fused multiply-adds on registers, in the same run.
      - **Bytes per step** are what Graft allocates in steady state; libtorch's memory is not the JVM's to see.

      ## Again, on your machine
      ```
      ./graft bench --shapes haystack_30 --csv mine.csv   # two minutes; without --shapes all, much longer
      ./graft bench --spread 5 --shapes haystack_30       # fresh processes: how much they differ, how soon they are fast
      ./graft bench --kernels                             # the engine's kernels one by one
      ./graft bench --help
      ```
      Rows appended to a file in `docs/bench` join this page with `mvn verify -Dgraft.docs=write`.
      """;

  private HowFastPage() {}

  /** The page in Markdown. */
  static String of(HowFast data) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("\n## Results\n![Milliseconds per step by shape and engine](how-fast.svg)\n");
    data.contests().stream()
        .collect(
            Collectors.groupingBy(
                line -> line.row().shape(), LinkedHashMap::new, Collectors.toList()))
        .forEach((shape, lines) -> text.append(section(shape, lines)));
    if (!data.spreads().isEmpty()) {
      text.append(spread(data.spreads()));
    }
    return text.toString();
  }

  private static String section(String shape, List<Line<Row>> lines) {
    StringBuilder text = new StringBuilder("\n### " + shape + "\n" + about(shape));
    Map<String, List<Line<Row>>> processors =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.machine().processor(), LinkedHashMap::new, Collectors.toList()));
    processors.forEach(
        (processor, rows) ->
            text.append(processors.size() > 1 ? "On " + processor + ":\n\n" : "")
                .append(table(rows))
                .append(processors.size() > 1 ? "\n" : ""));
    return text.toString().stripTrailing() + "\n";
  }

  private static String table(List<Line<Row>> lines) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | engine | threads | ms per step | p10 | p90 | sequences/s | GFLOP/s | share of peak | bytes per step | times Graft's |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """);
    lines.forEach(line -> text.append(row(line.row())));
    text.append('\n');
    text.append(measured(lines, row -> row.engine() + " " + row.threads()));
    return text.toString();
  }

  private static String about(String name) {
    if (!Shape.names().contains(name)) {
      return "";
    }
    Shape shape = Shape.named(name);
    GptConfig model = shape.model();
    return String.format(
        Locale.ROOT,
        "%d layers, %d heads, width %d, %d tokens in the vocabulary%s; %,d sequences a step%s.\n\n",
        model.layers(),
        model.heads(),
        model.width(),
        model.vocabulary(),
        model.tied() ? ", head tied to the embedding" : "",
        shape.training().batch(),
        shape.training().dropout() > 0 ? ", dropout " + shape.training().dropout() : "");
  }

  private static String row(Row row) {
    return cells(
        row.engine(),
        row.threads(),
        figure(row.msPerStep()),
        figure(row.msPerStepP10()),
        figure(row.msPerStepP90()),
        figure(row.sequencesPerSecond()),
        figure(row.gflops()),
        String.format(Locale.ROOT, "%.1f %%", 100 * row.shareOfPeak()),
        row.bytesPerStep() == null ? "" : figure(row.bytesPerStep()),
        row.ratioToGraft() == null ? "" : figure(row.ratioToGraft()));
  }

  private static String spread(List<List<Line<SpreadRow>>> spreads) {
    StringBuilder text =
        new StringBuilder(
            """

            ## One process and the next
            The JIT compiler compiles the kernels anew in every process, and not always equally well. Graft alone, in fresh
            processes one after another. A process is fast from the first of five steps in a row whose median speed is nine tenths
            of its steady speed (the median of the second half of its steps); the time until then counts from the start of the
            process.

            | shape | processor | threads | processes | ms per step | best | worst | worst / best | s until fast | worst |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """);
    for (List<Line<SpreadRow>> lines : spreads) {
      SpreadSummary of = SpreadSummary.of(lines.stream().map(Line::row).toList());
      text.append(
          cells(
              of.shape(),
              lines.getFirst().machine().processor(),
              of.threads(),
              of.processes(),
              figure(of.msPerStep()),
              figure(of.msPerStepBest()),
              figure(of.msPerStepWorst()),
              figure(of.worstOverBest()),
              figure(of.secondsToSpeed()),
              figure(of.secondsToSpeedWorst())));
    }
    List<Line<SpreadRow>> all = spreads.stream().map(List::getFirst).toList();
    return text + "\n" + measured(all, row -> row.shape() + " " + row.threads());
  }

  /** When and on what; if not all the same, which. */
  private static <T> String measured(List<Line<T>> lines, Function<T, String> label) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (Line<T> line : lines) {
      labels
          .computeIfAbsent(conditions(line.machine()), none -> new ArrayList<>())
          .add(label.apply(line.row()));
    }
    if (labels.size() == 1) {
      return "Measured " + labels.keySet().iterator().next() + ".\n";
    }
    return labels.entrySet().stream()
        .map(entry -> "- " + String.join(", ", entry.getValue()) + ": " + entry.getKey() + ".\n")
        .collect(Collectors.joining());
  }

  static String conditions(Machine machine) {
    return "%s at commit %s on %s, %d cores, Java %s"
        .formatted(
            machine.date().substring(0, 10),
            machine.commit(),
            machine.cpu(),
            machine.cores(),
            machine.java());
  }

  static String cells(Object... cells) {
    return Stream.of(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Three digits, or all of a larger number's before the point. */
  static String figure(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
