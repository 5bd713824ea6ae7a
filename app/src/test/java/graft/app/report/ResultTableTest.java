package graft.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import graft.statistics.PairedComparison;
import graft.statistics.Summary;
import graft.study.StudyResult;
import graft.study.StudyResult.Comparison;
import graft.study.StudyResult.Missing;
import graft.study.StudyResult.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static Row row(
      String arm, List<Double> values, List<Missing> missing, @Nullable Comparison comparison) {
    Summary summary = Summary.of(values.stream().mapToDouble(x -> x).toArray());
    return new Row(
        "identity", arm, "haystack", "accuracy", summary, values, null, missing, comparison);
  }

  private static Comparison comparison(double holm, double... differences) {
    PairedComparison paired = PairedComparison.of(differences, new double[differences.length]);
    return new Comparison("identity", "random", paired, holm, 2, 12);
  }

  private static StudyResult result(Row... rows) {
    return new StudyResult("s", List.of(rows), List.of(), List.of(), 0);
  }

  @Test
  void differencesAreMarkedAndSeedsCounted() {
    Missing open = new Missing(2, "a", null);
    Missing failed = new Missing(3, "b", "diverged");
    StudyResult result =
        result(
            row("random", List.of(8.4, 9.6), List.of(), null),
            row("full", List.of(95.3, 95.7), List.of(), comparison(0.02, 86.9, 86.1)),
            row("attention", List.of(9.6, 89.6), List.of(open), comparison(1, 1.2, 80)),
            row("mlp", List.of(), List.of(open, failed), comparison(Double.NaN)));
    assertThat(ResultTable.of(result).lines())
        .containsExactly(
            "pretrain  arm        task      metric    mean   sd  95 % interval   diff    seeds  paper",
            "identity  random     haystack  accuracy   9.0  0.8  [8.4, 9.6]         \u2014        2      \u2014",
            "identity  full       haystack  accuracy  95.5  0.3  [95.3, 95.7]   +86.5*       2      \u2014",
            "identity  attention  haystack  accuracy    50   57  [10, 90]         +41   2 of 3      \u2014",
            "identity  mlp        haystack  accuracy     \u2014    \u2014  \u2014                  \u2014   0 of 2      \u2014",
            "95 % interval: of the mean over seeds, bootstrap (BCa).",
            "diff: from 'random' on the same seeds; * p < 0.05 (sign flips, after Holm over 2"
                + " comparisons).",
            "2 seeds cannot tell a difference from chance at that level; it takes 7.",
            "1 trial without a figure: failed, or not measured on that task; --csv says which.",
            "1 trial is not computed yet; 'graft run' does that.");
  }

  @Test
  void noMoreDigitsThanTheIntervalCarries() {
    assertThat(Figures.interval("accuracy", Summary.of(10, 90).interval())).isEqualTo("[10, 90]");
    assertThat(Figures.interval("accuracy", Summary.of(8.44, 9.61).interval()))
        .isEqualTo("[8.4, 9.6]");
    assertThat(Figures.interval("loss", Summary.of(1.2345, 1.6789).interval()))
        .isEqualTo("[1.23, 1.68]");
    assertThat(Figures.interval("loss", Summary.of(1.23456, 1.23556).interval()))
        .isEqualTo("[1.235, 1.236]");
    assertThat(Figures.of("accuracy", 50.04, Summary.of(50, 50).interval())).isEqualTo("50.0");
    assertThat(Figures.signed("accuracy", -3.21, null)).isEqualTo("\u22123.2");
    assertThat(Figures.probability(0.00002)).isEqualTo("< 0.001");
    assertThat(Figures.probability(0.0312)).isEqualTo("0.031");
  }
}
