package graft.study;

import graft.statistics.Holm;
import graft.statistics.PairedComparison;
import graft.statistics.SeedsNeeded;
import graft.study.Study.Baseline;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Row;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Compares the rows of a table with those of its baseline, seed by seed. */
final class Comparisons {
  private final Baseline baseline;
  private final Map<List<String>, Map<Long, Double>> figures = new HashMap<>();

  private Comparisons(Baseline baseline, List<Trial> trials) {
    this.baseline = baseline;
    for (Trial t : trials) {
      figures
          .computeIfAbsent(
              List.of(t.pretrain(), t.arm(), t.task(), t.metric()), k -> new HashMap<>())
          .put(t.seed(), t.value());
    }
  }

  /** The rows with their comparisons, corrected for one another. */
  static List<Row> add(@Nullable Baseline baseline, List<Row> rows, List<Trial> trials) {
    return baseline == null ? rows : new Comparisons(baseline, trials).add(rows);
  }

  private List<Row> add(List<Row> rows) {
    List<@Nullable PairedComparison> found = new ArrayList<>();
    rows.forEach(row -> found.add(isBaseline(row) ? null : compare(row)));
    double[] p = found.stream().mapToDouble(c -> c == null ? Double.NaN : c.p()).toArray();
    double[] holm = Holm.adjust(p);
    int count = (int) DoubleStream.of(p).filter(x -> !Double.isNaN(x)).count();
    List<Row> compared = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      PairedComparison paired = found.get(i);
      compared.add(paired == null ? row : row.compared(comparison(row, paired, holm[i], count)));
    }
    return compared;
  }

  private boolean isBaseline(Row row) {
    return row.arm().equals(baseline.arm()) && row.pretrain().equals(pretrain(row));
  }

  /** Label of the pretraining that the row is compared with. */
  private String pretrain(Row row) {
    return baseline.pretrain() == null ? row.pretrain() : baseline.pretrain();
  }

  private PairedComparison compare(Row row) {
    Map<Long, Double> ours = figures(row.pretrain(), row.arm(), row);
    Map<Long, Double> theirs = figures(pretrain(row), baseline.arm(), row);
    List<Long> seeds = ours.keySet().stream().filter(theirs::containsKey).sorted().toList();
    return PairedComparison.of(values(ours, seeds), values(theirs, seeds));
  }

  private Map<Long, Double> figures(String pretrain, String arm, Row row) {
    return figures.getOrDefault(List.of(pretrain, arm, row.task(), row.metric()), Map.of());
  }

  private static double[] values(Map<Long, Double> figures, List<Long> seeds) {
    return seeds.stream().mapToDouble(seed -> figures.getOrDefault(seed, Double.NaN)).toArray();
  }

  private Comparison comparison(Row row, PairedComparison paired, double holm, int count) {
    return new Comparison(
        pretrain(row), baseline.arm(), paired, holm, count, seedsNeeded(paired.effect(), count));
  }

  private static @Nullable Integer seedsNeeded(@Nullable Double effect, int count) {
    OptionalInt seeds =
        effect == null
            ? OptionalInt.empty()
            : SeedsNeeded.toSee(effect, Comparison.LEVEL / Math.max(1, count));
    return seeds.isPresent() ? (Integer) seeds.getAsInt() : null;
  }
}
