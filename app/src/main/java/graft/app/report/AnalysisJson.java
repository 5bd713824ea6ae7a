package graft.app.report;

import graft.analysis.AttentionScores;
import graft.analysis.Effect;
import graft.analysis.ModelAnalysis;
import graft.analysis.ModelComparison;
import graft.analysis.Outcome;
import graft.analysis.ProbeScore;
import graft.analysis.Site;
import graft.procedure.Procedures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a model, for programs. The keys are a contract; new ones may be added. Figures
 * that there are none of are null.
 */
public final class AnalysisJson {
  private AnalysisJson() {}

  /**
   * One JSON object on one line.
   *
   * @param comparison with another model, or null
   */
  public static String of(
      AnalysisHead head, ModelAnalysis analysis, @Nullable ModelComparison comparison) {
    return Json.text(
        Json.object(
            "model", head.model(),
            "config", analysis.config(),
            "procedure", head.procedure().name(),
            "settings", Procedures.settings(head.procedure()),
            "seed", head.seed(),
            "samples", head.samples(),
            "predictions", head.predictions(),
            "untouched", outcome(analysis.untouched()),
            "heads", heads(analysis),
            "uniform", scores(analysis.heads().uniform()),
            "ablation", effects("zero", analysis.zeroAblation(), "mean", analysis.meanAblation()),
            "probes", analysis.probes().stream().map(AnalysisJson::probe).toList(),
            "against", comparison == null ? null : against(head.other(), comparison)));
  }

  private static Map<String, @Nullable Object> against(String other, ModelComparison comparison) {
    return Json.object(
        "model", other,
        "config", comparison.config(),
        "untouched", outcome(comparison.untouched()),
        "probes", comparison.probes().stream().map(AnalysisJson::probe).toList(),
        "cka", comparison.cka().stream().map(AnalysisJson::figures).toList(),
        "patching",
            effects("intoModel", comparison.intoModel(), "intoOther", comparison.intoOther()));
  }

  private static Map<String, @Nullable Object> outcome(Outcome outcome) {
    return Json.object(
        "loss", Json.figure(outcome.loss()),
        "accuracy", outcome.accuracy(),
        "exact", outcome.exact());
  }

  private static List<Map<String, @Nullable Object>> heads(ModelAnalysis analysis) {
    List<Map<String, @Nullable Object>> heads = new ArrayList<>();
    List<List<AttentionScores>> layers = analysis.heads().heads();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (int head = 0; head < layers.get(layer).size(); head++) {
        Map<String, @Nullable Object> object = Json.object("layer", layer, "head", head);
        object.putAll(scores(layers.get(layer).get(head)));
        heads.add(object);
      }
    }
    return heads;
  }

  private static Map<String, @Nullable Object> scores(AttentionScores scores) {
    return Json.object(
        "entropy", Json.figure(scores.entropy()),
        "entropyShare", Json.figure(scores.entropyShare()),
        "previous", Json.figure(scores.previous()),
        "duplicate", Json.figure(scores.duplicate()),
        "induction", Json.figure(scores.induction()),
        "target", Json.figure(scores.target()),
        "byDistance", figures(scores.byDistance()));
  }

  private static List<@Nullable Double> figures(List<Double> values) {
    List<@Nullable Double> figures = new ArrayList<>();
    values.forEach(value -> figures.add(Json.figure(value)));
    return figures;
  }

  /** One object a site, with the outcomes of two interventions under these names. */
  private static List<Map<String, @Nullable Object>> effects(
      String one, List<Effect> ones, String two, List<Effect> twos) {
    return IntStream.range(0, ones.size())
        .mapToObj(
            i -> {
              Site site = ones.get(i).site();
              return Json.object(
                  "layer",
                  site.layer(),
                  "part",
                  site.part().name().toLowerCase(Locale.ROOT),
                  "head",
                  site.part() == Site.Part.HEAD ? site.head() : null,
                  one,
                  outcome(ones.get(i).outcome()),
                  two,
                  outcome(twos.get(i).outcome()));
            })
        .toList();
  }

  private static Map<String, @Nullable Object> probe(ProbeScore probe) {
    return Json.object(
        "trait", probe.trait().id(),
        "layer", probe.layer(),
        "measure", probe.trait().isClass() ? "accuracy" : "r2",
        "score", Json.figure(probe.score()),
        "shuffled", Json.figure(probe.shuffled()),
        "chance", probe.chance(),
        "fitted", probe.fitted(),
        "tested", probe.tested());
  }
}
