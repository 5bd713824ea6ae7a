package graft.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import graft.analysis.AttentionScores;
import graft.analysis.Effect;
import graft.analysis.HeadScores;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.analysis.Site;
import graft.analysis.Trait;
import graft.procedure.rule.Identity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Figures over seeds, against those that a reader would work out. */
class AnalysisRowTest {
  private static AttentionScores scores(double induction) {
    return new AttentionScores(1, 0.5, 0.1, Double.NaN, induction, 0.2, List.of(1.0));
  }

  private static Findings heads(double... induction) {
    List<AttentionScores> layer =
        IntStream.range(0, induction.length).mapToObj(i -> scores(induction[i])).toList();
    return new Findings.Heads(new HeadScores(List.of(layer), scores(0.25)));
  }

  private static StudyAnalysis analysis(AnalysisKind kind, long seed, Findings findings) {
    return new StudyAnalysis(
        kind,
        Subject.donor("copy"),
        null,
        seed,
        new Identity(6, 4),
        8,
        "id" + seed,
        "m",
        null,
        findings,
        null);
  }

  private static AnalysisRow row(List<AnalysisRow> rows, String site, String measure) {
    return rows.stream()
        .filter(row -> row.site().equals(site) && row.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofHeadsTheBestOfALayerIsTaken() {
    List<AnalysisRow> rows =
        AnalysisRow.all(
            List.of(
                analysis(AnalysisKind.HEADS, 1, heads(0.1, 0.9)),
                analysis(AnalysisKind.HEADS, 2, heads(0.7, 0.2))));
    AnalysisRow induction = row(rows, "layer 0", "best induction");
    assertThat(induction.summary().mean()).isEqualTo(80, within(1e-9));
    assertThat(induction.values().get(2L)).isEqualTo(70, within(1e-9));
    assertThat(induction.reference()).isEqualTo(25);
    assertThat(induction.planned()).isEqualTo(2);
    assertThat(row(rows, "layer 0", "best duplicate").summary().count()).isZero();
  }

  @Test
  void probesAreHeldAgainstShuffledLabels() {
    Findings probes =
        new Findings.Probes(
            List.of(
                new ProbeScore(Trait.TOP, 0, 0.75, 0.25, 0.3, 9, 3),
                new ProbeScore(Trait.DEPTH, 1, 0.5, -0.01, 0, 9, 3)));
    List<AnalysisRow> rows = AnalysisRow.all(List.of(analysis(AnalysisKind.PROBES, 1, probes)));
    AnalysisRow top = row(rows, "embeddings", "top");
    assertThat(top.summary().mean()).isEqualTo(75);
    assertThat(top.reference()).isEqualTo(25);
    AnalysisRow depth = row(rows, "layer 0", "depth, R^2");
    assertThat(depth.summary().mean()).isEqualTo(0.5);
    assertThat(depth.metric()).isEqualTo("loss");
  }

  @Test
  void patchingIsTheChangeAndOfHeadsTheLargest() {
    List<Effect> into =
        List.of(
            effect(Site.attention(0), 0.2),
            effect(Site.head(0, 0), 0.5),
            effect(Site.head(0, 1), 0.9),
            effect(Site.mlp(0), 0.8));
    Findings patching =
        new Findings.Patching(new Outcome(0, 0.8, 0), new Outcome(0, 0.1, 0), into, into);
    List<AnalysisRow> rows = AnalysisRow.all(List.of(analysis(AnalysisKind.PATCHING, 1, patching)));
    assertThat(value(rows, "layer 0 attention", "into it")).isEqualTo(-60, within(1e-9));
    assertThat(value(rows, "layer 0 worst head", "into it")).isEqualTo(-30, within(1e-9));
    assertThat(value(rows, "layer 0 mlp", "into it")).isZero();
    assertThat(value(rows, "layer 0 best head", "into the other")).isEqualTo(80, within(1e-9));
    assertThat(row(rows, "layer 0 mlp", "into the other").reference()).isEqualTo(10);
  }

  private static Effect effect(Site site, double accuracy) {
    return new Effect(site, new Outcome(1, accuracy, 0));
  }

  private static double value(List<AnalysisRow> rows, String site, String measure) {
    return row(rows, site, measure).summary().mean();
  }

  @Test
  void everyPairOfLayersIsARow() {
    Findings cka = new Findings.Similarity(List.of(List.of(1.0, 0.5), List.of(0.5, Double.NaN)));
    List<AnalysisRow> rows = AnalysisRow.all(List.of(analysis(AnalysisKind.SIMILARITY, 1, cka)));
    assertThat(rows).hasSize(4);
    assertThat(value(rows, "embeddings : layer 0", "CKA")).isEqualTo(0.5);
    assertThat(value(rows, "layer 0 : layer 0", "CKA")).isNaN();
  }
}
