package graft.app.gallery;

import graft.procedure.Baseline;
import graft.procedure.Example;
import graft.procedure.ExampleSource;
import graft.procedure.Procedure;
import graft.procedure.Procedures;
import graft.procedure.statistics.Statistics;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A registered procedure with its defaults, and what can be found out about it.
 *
 * @param entry as registered
 * @param procedure with its defaults
 * @param samples those that {@code graft sample} prints first
 * @param statistics of its tokens
 * @param baseline what guessing scores
 * @param gzip bytes of a gzip file per byte of tokens, in whole percent, or -1 if there is none
 */
record Exhibit(
    Procedures.Entry entry,
    Procedure procedure,
    List<Example> samples,
    Statistics statistics,
    Baseline baseline,
    int gzip) {
  static final int SAMPLES = 3;
  static final int EXAMPLES = 4_000;

  /** So many more would change no whole percent by more than one. */
  static final int GUESSES = 4_000;

  private static final int BITS = 16;
  private static final long SEED = 1;

  /** As many as training holds out by default. */
  private static final int HELD_OUT = 4_000;

  static Exhibit of(Procedures.Entry entry) {
    Procedure procedure = Procedures.create(entry.name(), Map.of());
    Statistics statistics = Statistics.of(procedure, EXAMPLES, SEED);
    double gzip = statistics.gzip();
    return new Exhibit(
        entry,
        procedure,
        samples(procedure),
        statistics,
        Baseline.of(procedure, GUESSES, SEED),
        Double.isNaN(gzip) ? -1 : (int) Math.round(100 * gzip));
  }

  private static List<Example> samples(Procedure procedure) {
    ExampleSource source = new ExampleSource(procedure, SEED, HELD_OUT);
    return IntStream.range(0, SAMPLES).mapToObj(index -> sample(source, index)).toList();
  }

  private static Example sample(ExampleSource source, int index) {
    Example example = new Example();
    source.train(index, example);
    return example;
  }

  /** The same with another figure for gzip. */
  Exhibit withGzip(int percent) {
    return new Exhibit(entry, procedure, samples, statistics, baseline, percent);
  }

  String name() {
    return entry.name();
  }

  /** Bits of the gzip file per token; negative if there is none. */
  double gzipBits() {
    return BITS * gzip / 100.0;
  }
}
