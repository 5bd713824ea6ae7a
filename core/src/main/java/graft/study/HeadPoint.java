package graft.study;

import graft.analysis.AttentionScores;
import graft.procedure.combinator.Curriculum;
import graft.study.StudyResult.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial as a point: what its donor's heads attend to, and how well the model did that got parts
 * of the donor.
 *
 * @param pretrain label of the donor's pretraining
 * @param rule name of the procedure that the donor was pretrained on
 * @param arm label of an arm that takes from the row's donor
 * @param task label of the task
 * @param seed of donor and trial
 * @param score of the donor's best head of all layers, in percent
 * @param value of the trial, in the unit of the metric
 */
public record HeadPoint(
    String pretrain, String rule, String arm, String task, long seed, double score, double value) {

  /** A point for each finished trial whose donor's heads were scored, in the table's order. */
  public static List<HeadPoint> all(
      Study study, StoredStudy stored, HeadMeasure measure, String metric) {
    Map<List<Object>, Double> scores = scores(stored.analyses(), measure);
    Map<String, String> rules = new HashMap<>();
    study
        .pretrainings()
        .forEach(use -> rules.put(use.label(), Curriculum.drawn(use.procedure()).name()));
    List<HeadPoint> points = new ArrayList<>();
    for (Trial t : stored.result().trials()) {
      double score = scores.getOrDefault(List.of(t.pretrain(), t.seed()), Double.NaN);
      if (t.metric().equals(metric)
          && Double.isFinite(score)
          && Double.isFinite(t.value())
          && study.arms().stream().anyMatch(a -> a.label().equals(t.arm()) && a.varies())) {
        String rule = rules.getOrDefault(t.pretrain(), "");
        points.add(
            new HeadPoint(t.pretrain(), rule, t.arm(), t.task(), t.seed(), score, t.value()));
      }
    }
    return points;
  }

  /** By pretraining and seed. */
  private static Map<List<Object>, Double> scores(
      List<StudyAnalysis> analyses, HeadMeasure measure) {
    Map<List<Object>, Double> scores = new HashMap<>();
    for (StudyAnalysis one : analyses) {
      if (one.subject().isDonor() && one.findings() instanceof Findings.Heads heads) {
        List<AttentionScores> all = heads.scores().heads().stream().flatMap(List::stream).toList();
        scores.put(List.of(one.subject().pretrain(), one.seed()), measure.best(all));
      }
    }
    return scores;
  }
}
